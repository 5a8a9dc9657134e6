//! Who may act: the page itself, and nobody who makes an operator's browser send a form.

use axum::Router;

use crate::{http, server};

const SITE: &str = "sec-fetch-site";

#[tokio::test]
async fn only_the_page_itself_may_act() {
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    let secure = url.replace("http:", "https:");
    let other = "http://127.0.0.1:1";
    for (headers, allowed) in [
        (vec![(SITE, "same-origin")], true),
        // What a browser says of the page, no origin takes back, and the other way round.
        (vec![(SITE, "same-origin"), ("origin", "null")], true),
        (vec![(SITE, "cross-site"), ("origin", &url)], false),
        (vec![(SITE, "same-site"), ("origin", &url)], false),
        (vec![(SITE, "none")], false),
        (vec![(SITE, "")], false),
        (vec![(SITE, "same-origin"), (SITE, "cross-site")], false),
        (vec![("origin", &url)], true),
        (vec![("origin", &secure)], true),
        (vec![("origin", other)], false),
        (vec![("origin", "http://evil.test")], false),
        (vec![("origin", "null")], false),
        (vec![("origin", &url), ("origin", "http://evil.test")], false),
        (vec![("origin", &url), ("host", "evil.test")], false),
        (vec![("referer", &url)], false),
        (vec![], false),
    ] {
        let answer = http::post(&format!("{url}/actions/breaker/reset"), &headers, &[("name", "gemini.key")]).await;
        let (status, text) = (answer.status().as_u16(), answer.text().await.expect("text"));
        if allowed {
            assert_eq!(status, 303, "{headers:?}: {text}");
        } else {
            assert_eq!(status, 403, "{headers:?}");
            assert!(text.starts_with("refused: ") && text.lines().count() == 1, "{text}");
        }
    }
}

#[tokio::test]
async fn who_sends_no_origin_is_told_how() {
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    let answer = http::post(&format!("{url}/actions/mode"), &[], &[("mode", "off")]).await;
    assert_eq!(answer.status(), 403);
    assert!(answer.text().await.expect("text").contains("`Origin: http://HOST`"));
}

#[tokio::test]
async fn nobody_may_act_where_actions_were_not_asked_for() {
    let url = server::start(Router::from(retry_admin::router())).await;
    for action in ["breaker/reset", "breaker/force-open", "budget/stop", "budget/resume", "mode", "tighten"] {
        let answer =
            http::post(&format!("{url}/actions/{action}"), &[(SITE, "same-origin")], &[("name", "gemini")]).await;
        assert_eq!(answer.status(), 404, "{action}");
    }
    let html = http::text(&format!("{url}/?paused")).await;
    assert!(!html.contains("method=\"post\"") && !html.contains("/actions/breaker"), "{html}");
    assert_eq!(html.matches("<button").count(), 1, "that of the filter: {html}");
}
