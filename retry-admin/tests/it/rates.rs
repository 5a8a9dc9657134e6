//! What happened in the last minute, under a clock that stands still.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use retry_runtime::retry;
use serde_json::{Value, json};
use tokio::time::advance;
use tower::ServiceExt;

#[retry(max = 2, backoff = none, retryable = [|error: &u8| *error > 9], name = "it.rated")]
async fn rated(error: u8) -> Result<(), u8> {
    if error == 0 { Ok(()) } else { Err(error) }
}

/// Calls it so often, and lets some of the calls fail.
async fn call(calls: u8, failed: u8) {
    for number in 0..calls {
        let _answer = rated(u8::from(number < failed)).await;
    }
}

async fn ask(app: &Router, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let response = app.clone().oneshot(request).await.expect("an answer");
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    String::from_utf8(body.to_vec()).expect("text")
}

async fn rates(app: &Router) -> Value {
    let retries: Value = serde_json::from_str(&ask(app, "/retries.json").await).expect("JSON");
    let functions = retries["functions"].as_array().expect("functions");
    functions.iter().find(|function| function["name"] == "it.rated").expect("it is listed")["rates"].clone()
}

#[tokio::test(start_paused = true)]
async fn rates_are_of_the_last_minute_and_not_of_the_first_look() {
    let app: Router = retry_admin::router().into();
    call(7, 7).await;
    assert_eq!(rates(&app).await, Value::Null, "nothing to compare with");
    assert!(ask(&app, "/?q=it.rated").await.contains(">Last minute<"));

    advance(Duration::from_secs(30)).await;
    call(5, 3).await;
    assert_eq!(rates(&app).await, json!({"window_ms": 30_000, "calls": 5, "failed": 3}));
    let page = ask(&app, "/?q=it.rated").await;
    assert!(page.contains(">Last 30s<") && page.contains("data-label=\"Last 30s\""), "{page}");
    assert!(
        page.contains("<span>5 calls, </span><span class=\"failed\"><b>3</b> failed</span>"),
        "{page}"
    );

    advance(Duration::from_secs(31)).await;
    call(1, 0).await;
    assert_eq!(
        rates(&app).await,
        json!({"window_ms": 31_000, "calls": 1, "failed": 0}),
        "the first look is too old"
    );
    assert!(ask(&app, "/?q=it.rated").await.contains("<span>1 call</span>"));

    advance(Duration::from_secs(600)).await;
    assert_eq!(rates(&app).await, Value::Null, "all of them are too old");
}
