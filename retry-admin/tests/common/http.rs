//! Asks for pages and sends forms.

#![allow(dead_code, reason = "not every test sends forms")]

use reqwest::redirect::Policy;
use reqwest::{Client, Response};

/// Over a connection of its own, whatever proxies the environment names, and following nothing.
fn client() -> Client {
    Client::builder().no_proxy().redirect(Policy::none()).build().expect("a client")
}

pub async fn get(url: &str) -> Response {
    client().get(url).send().await.expect("an answer")
}

pub async fn text(url: &str) -> String {
    let response = get(url).await;
    assert_eq!(response.status(), 200, "{url}");
    let text = response.text().await.expect("text");
    // A failed test prints the page. Nobody wants to read its style sheet.
    match (text.split_once("<style>"), text.split_once("</style>")) {
        (Some((before, _)), Some((_, after))) => format!("{before}{after}"),
        _ => text,
    }
}

pub async fn json(url: &str) -> serde_json::Value {
    let response = get(url).await;
    assert_eq!(
        (response.status().as_u16(), &response.headers()["content-type"]),
        (200, &"application/json".parse().unwrap())
    );
    response.json().await.expect("JSON")
}

/// Sends a form with these headers.
pub async fn post(url: &str, headers: &[(&str, &str)], form: &[(&str, &str)]) -> Response {
    let mut request = client().post(url).form(form);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.expect("an answer")
}
