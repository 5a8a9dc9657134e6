//! What a screen reader reads of it, which is the tree that the browser makes for it.

use std::collections::BTreeMap;

use axum::Router;
use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::{server, services};

/// The names of all nodes by their roles.
async fn roles(browser: &mut Chromium) -> BTreeMap<String, Vec<String>> {
    let tree = browser.call("Accessibility.getFullAXTree", json!({})).await;
    let mut roles = BTreeMap::<_, Vec<_>>::new();
    let text = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
    for node in tree["nodes"].as_array().expect("nodes").iter().filter(|node| node["ignored"] == false) {
        roles.entry(text(&node["role"])).or_default().push(text(&node["name"]));
    }
    roles
}

#[tokio::test]
async fn it_is_tables_and_landmarks_also_where_they_look_like_cards() {
    let Some(mut browser) = Chromium::start().await else { return };
    services::round(0).await;
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    for size in [(1280, 1000), (360, 800)] {
        browser.window(size, "light").await;
        browser.open(&format!("{url}/?q=gemini&paused")).await;
        let roles = roles(&mut browser).await;
        let of = |role: &str| roles.get(role).cloned().unwrap_or_default();
        for landmark in ["banner", "main", "contentinfo", "search"] {
            assert_eq!(of(landmark).len(), 1, "{size:?}: {landmark}: {roles:#?}");
        }
        assert_eq!(of("table"), ["Circuit breakers", "Retry budgets", "Retried functions"], "{size:?}");
        assert!(of("heading").starts_with(&["Retries".to_owned(), "Circuit breakers".to_owned()]));
        let functions = of("rowheader").iter().filter(|name| name.starts_with("gemini.")).count();
        assert!(functions >= 5, "{size:?}: {:?}", of("rowheader"));
        for (role, names) in [("button", of("button")), ("textbox", of("textbox")), ("link", of("link"))] {
            assert!(names.iter().all(|name| !name.trim().is_empty()), "{size:?}: {role}: {names:?}");
        }
        assert!(of("button").contains(&"Force open gemini.key".to_owned()), "{:?}", of("button"));
    }
}

#[tokio::test]
async fn a_harmful_button_is_told_with_what_it_does() {
    let Some(mut browser) = Chromium::start().await else { return };
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    browser.open(&format!("{url}/?paused")).await;
    let told = browser
        .run(
            "[...document.querySelectorAll('button.harmful')]
                .map(button => document.getElementById(button.getAttribute('aria-describedby')))
                .map(told => told && told.checkVisibility() && told.innerText)",
        )
        .await;
    let told = told.as_array().expect("buttons");
    assert!(told.len() > 3, "{told:?}");
    assert!(told.iter().all(|text| text.as_str().is_some_and(|text| text.len() > 20)), "{told:?}");
}
