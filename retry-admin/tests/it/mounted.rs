//! The page wherever it is mounted: every link on it leads somewhere.

use axum::Router;
use reqwest::Url;
use retry_runtime::{CircuitBreaker, CircuitOpen, retry};

use crate::{http, server};

static MOUNTED: CircuitBreaker = CircuitBreaker::new("it.mounted");

#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Open(#[from] CircuitOpen);

#[retry(max = 2, backoff = none, retryable = [|open: &Open| open.0.remaining().is_some()], breaker(MOUNTED), name = "it.mounted")]
async fn mounted() -> Result<(), Open> {
    Ok(())
}

/// Where the page is, in each way to mount it.
fn mounts() -> Vec<(Router, &'static str)> {
    let admin = || Router::from(retry_admin::router().with_actions());
    let service = || Router::new().nest_service("/retries", Router::from(retry_admin::router().with_actions()));
    vec![
        (admin(), "/"),
        (Router::new().merge(admin()), "/"),
        (Router::new().nest("/retries", admin()), "/retries"),
        (Router::new().nest("/retries/", admin()), "/retries/"),
        (Router::new().nest("/ops", Router::new().nest("/retries", admin())), "/ops/retries"),
        (Router::new().nest("/{tenant}/retries", admin()), "/a:b%20c/retries"),
        (Router::new().nest("/{tenant}", admin()), "/javascript:x"),
        (service(), "/retries"),
    ]
}

/// The attribute's values on the page, as links from it.
fn links(html: &str, attribute: &str, page: &Url) -> Vec<Url> {
    let start = format!(" {attribute}=\"");
    let values = html.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    values.map(|value| page.join(&value.replace("&amp;", "&")).expect("a link")).collect()
}

#[tokio::test]
async fn every_link_leads_to_a_page_and_every_action_back_to_it() {
    assert!(mounted().await.is_ok());
    for (app, path) in mounts() {
        let url = server::start(app).await;
        let page = Url::parse(&format!("{url}{path}?q=it.mounted&paused")).unwrap();
        let html = http::text(page.as_str()).await;

        let links_of = links(&html, "href", &page);
        assert!(links_of.len() > 10, "{html}");
        for link in &links_of {
            assert!(link.path() == page.path() || link.path().ends_with("/retries.json"), "{path}: {link}");
            assert_eq!(http::get(link.as_str()).await.status(), 200, "{path}: {link}");
        }
        assert!(links_of.iter().any(|link| link.path().ends_with("/retries.json")), "{html}");

        let actions = links(&html, "action", &page);
        let reset = actions.iter().find(|action| action.path().ends_with("/breaker/reset")).expect("a button");
        let mode = actions.iter().find(|action| action.path().ends_with("/mode")).expect("a button");
        let own = [("sec-fetch-site", "same-origin")];
        for (action, form, anchor) in
            [(reset, ("name", "it.mounted"), "breaker-it.mounted"), (mode, ("mode", "normal"), "operate")]
        {
            let answer = http::post(action.as_str(), &own, &[form]).await;
            assert_eq!(answer.status(), 303, "{path}: {action}");
            let mut back = action.join(answer.headers()["location"].to_str().unwrap()).unwrap();
            assert_eq!(back.fragment(), Some(anchor));
            back.set_fragment(None);
            assert_eq!(back, page, "{path}: {action}");
        }
    }
}
