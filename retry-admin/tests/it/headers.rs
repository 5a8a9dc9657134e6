//! What browsers are told besides.

use axum::Router;

use crate::{http, server};

#[tokio::test]
async fn every_answer_is_kept_by_nobody_framed_by_nobody_and_runs_nothing() {
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;
    let refused = http::post(&format!("{url}/actions/mode"), &[], &[("mode", "off")]).await;
    let answers = [http::get(&url).await, http::get(&format!("{url}/retries.json")).await, refused];
    for (answer, status) in answers.into_iter().zip([200, 200, 403]) {
        assert_eq!(answer.status(), status);
        let header = |name: &str| answer.headers()[name].to_str().expect("text").to_owned();
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("x-frame-options"), "DENY");
        assert_eq!(header("referrer-policy"), "same-origin");
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(
            policy.ends_with("; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe") && !policy.contains("script-src"), "{policy}");
    }
    let page = http::get(&url).await;
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
}

#[tokio::test]
async fn everything_else_is_the_services_own() {
    let own = Router::new().fallback(|| async { "own" });
    let url = server::start(own.merge(Router::from(retry_admin::router()))).await;
    for path in ["/retries", "/retries.json/", "/favicon.ico", "//", "/index.html"] {
        let answer = http::get(&format!("{url}{path}")).await;
        assert!(!answer.headers().contains_key("content-security-policy"), "{path}");
        assert_eq!(answer.text().await.expect("text"), "own", "{path}");
    }
}
