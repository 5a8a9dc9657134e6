//! Each action does what its button says.

use axum::Router;
use retry_runtime::{BreakerState, Mode, mode, sites};

use crate::services::{BUDGET, GEMINI};
use crate::{http, server};

const OWN: [(&str, &str); 1] = [("sec-fetch-site", "same-origin")];

/// Sends a form to a page with a query, and says where it leads.
async fn act(action: &str, form: &[(&str, &str)]) -> String {
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    let answer = http::post(&format!("{url}/actions/{action}?q=a+b&sort=name&paused"), &OWN, form).await;
    assert_eq!(answer.status(), 303, "{action}");
    let location = answer.headers()["location"].to_str().expect("text").to_owned();
    assert!(location.contains("?q=a%20b&sort=name&paused"), "{location}");
    location
}

#[tokio::test]
async fn a_breaker_is_forced_open_and_reset() {
    let location = act("breaker/force-open", &[("name", "gemini")]).await;
    assert!(location.ends_with("#breaker-gemini"), "{location}");
    assert_eq!(GEMINI.state(), BreakerState::Open);
    assert!(GEMINI.refusal().is_some_and(|refusal| refusal.remaining().is_none()));

    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    let html = http::text(&url).await;
    let row = html
        .split("data-breaker=\"gemini\"")
        .nth(1)
        .and_then(|rest| rest.split("</tr>").next())
        .unwrap();
    assert!(row.contains("<span class=\"state open\">open</span>"), "{row}");
    assert!(row.contains("refuses until it is reset"), "{row}");
    assert!(row.contains(">Reset<") && !row.contains("Force open"), "it is open already: {row}");

    act("breaker/reset", &[("name", "gemini")]).await;
    assert_eq!(GEMINI.state(), BreakerState::Closed);
}

#[tokio::test]
async fn a_budget_is_stopped_and_resumed() {
    let location = act("budget/stop", &[("name", "gemini")]).await;
    assert!(location.ends_with("#budget-gemini") && BUDGET.is_stopped(), "{location}");
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    let html = http::text(&url).await;
    let row = html
        .split("data-budget=\"gemini\"")
        .nth(1)
        .and_then(|rest| rest.split("</tr>").next())
        .unwrap();
    assert!(row.contains(">stopped<") && row.contains(">Resume<") && !row.contains(">Stop<"), "{row}");

    act("budget/resume", &[("name", "gemini")]).await;
    assert!(!BUDGET.is_stopped());
}

#[tokio::test]
async fn the_mode_is_set_and_the_page_says_so() {
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    for (word, set, told) in [
        ("off", Mode::Off, Some("<b>Mode: off.</b>")),
        ("no_waits", Mode::NoWaits, Some("<b>Mode: no waits.</b>")),
        ("normal", Mode::Normal, None),
    ] {
        act("mode", &[("mode", word)]).await;
        assert_eq!(mode(), set);
        assert_eq!(http::json(&format!("{url}/retries.json")).await["mode"], word);
        let html = http::text(&url).await;
        assert_eq!(html.contains("role=\"status\""), told.is_some(), "{word}: {html}");
        assert!(told.is_none_or(|told| html.contains(told)), "{word}: {html}");
        assert!(html.contains("(now)") && html.matches("/actions/mode").count() == 2, "{word}: {html}");
    }
}

#[tokio::test]
async fn limits_are_lowered_and_raised_again() {
    let tightened = |name: &str| sites().into_iter().find(|site| site.name == name).and_then(|site| site.tightened);
    act("tighten", &[("pattern", " storage.* "), ("max", "2")]).await;
    assert_eq!(tightened("storage.purge"), Some(2));
    let url = server::start(Router::from(retry_admin::router())).await;
    let html = http::text(&format!("{url}/?q=storage.purge")).await;
    assert!(html.contains("<b>2 of 6</b>") && html.contains("tightened"), "{html}");
    assert!(html.contains(" 1 tightened "), "{html}");

    act("tighten", &[("pattern", "storage.purge"), ("max", "6")]).await;
    assert_eq!(tightened("storage.purge"), None);
}
