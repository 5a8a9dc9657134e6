//! What is logged of a real failure whose text holds the API key, as a client tells it that puts the key into its URLs.
//!
//! These tests have a binary of their own: what nobody listens to at first, tracing may leave out later, too.

mod common;

use std::net::Ipv4Addr;

use axum::Router;
use axum::http::StatusCode;
use retry_runtime::retry;
use serde_json::Value;
use tokio::net::{TcpListener, TcpSocket};

use crate::common::Log;

const KEY: &str = "AIzaSyA-1234567890abcdefghijklmnopqrstuv";

/// A client such as the one in front of a production incident: the key is in the URL, and so in each of its errors.
#[retry(
    max = 2,
    backoff = "fixed(1ms)",
    retryable = [reqwest::Error::is_request, reqwest::Error::is_status],
    on_retry = |retry| told.push(retry.error_text()),
)]
async fn embed(port: u16, told: &mut Vec<String>) -> Result<String, reqwest::Error> {
    let url = format!("http://127.0.0.1:{port}/v1beta/models/x:embedContent?key={KEY}&alt=json");
    let client = rag_processor::http::client()?;
    client.get(url).send().await?.error_for_status()?.text().await
}

/// The same with a context and all causes.
#[retry(max = 2, backoff = "fixed(1ms)", non_retryable = [std::fmt::Error], on_retry = |retry| told.push(retry.error_text()))]
async fn embed_with_context(port: u16, told: &mut Vec<String>) -> anyhow::Result<String> {
    use anyhow::Context;
    embed(port, &mut Vec::new()).await.context("no vector")
}

/// What is told of the failures of a server on `port`: the events, all levels and targets of them, and what the hooks are told.
async fn told(port: u16) -> (Vec<Value>, Vec<String>) {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone());
    let mut told = Vec::new();
    {
        let _listening = tracing::subscriber::set_default(subscriber.finish());
        let error = embed(port, &mut told).await.expect_err("a failure");
        // It is the log that leaves the key out, and not the error.
        assert!(error.to_string().contains(KEY), "{error}");
        embed_with_context(port, &mut told).await.expect_err("a failure");
    }
    let log = log.text();
    // Nowhere in the log, whatever the event and the field.
    assert!(!log.contains(KEY), "{log}");
    assert!(told.iter().all(|text| !text.contains(KEY)), "{told:?}");
    (log.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect(), told)
}

/// The texts of the errors of all events on the target `retry` and those below it, but for the one that tells, once in a process,
/// that the two functions multiply their retries.
fn errors(events: &[Value]) -> Vec<&str> {
    let is_retry = |event: &&Value| event["target"].as_str().is_some_and(|target| target.starts_with("retry"));
    let retries = events
        .iter()
        .filter(is_retry)
        .filter(|event| event["fields"]["message"] != "retries multiply");
    retries.map(|event| event["fields"]["error"].as_str().expect("an error")).collect()
}

/// `kind` is how reqwest begins its text.
async fn is_told_without_its_key(port: u16, kind: &str) {
    let (events, told) = told(port).await;
    let url = format!("http://127.0.0.1:{port}/v1beta/models/x:embedContent?key=[redacted]&alt=json");
    let error = format!("{kind} for url ({url})");
    let errors = errors(&events);
    // The plain call retries once and gives up; the other one does so around two of these.
    assert_eq!(errors.len(), 2 + 2 * 2 + 2, "{errors:#?}");
    assert_eq!(errors[0], told[0]);
    assert!(told[0].starts_with(&error), "{told:?}");
    let in_context = format!("no vector: {error}");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].starts_with(&in_context), "{told:?}");
    for told in errors {
        assert!(told.starts_with(&error) || told.starts_with(&in_context), "{told}");
    }
}

#[tokio::test]
async fn a_refused_connection_is_told_without_the_key() {
    // Nobody listens there, and nobody else gets the port.
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind((Ipv4Addr::LOCALHOST, 0).into()).expect("a port");
    let port = socket.local_addr().expect("an address").port();
    is_told_without_its_key(port, "error sending request").await;
}

#[tokio::test]
async fn a_dropped_connection_is_told_without_the_key() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        loop {
            drop(listener.accept().await);
        }
    });
    is_told_without_its_key(port, "error sending request").await;
}

#[tokio::test]
async fn a_refusal_is_told_without_the_key() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let router = Router::new().fallback(async || StatusCode::FORBIDDEN);
    tokio::spawn(async { axum::serve(listener, router).await });
    is_told_without_its_key(port, "HTTP status client error (403 Forbidden)").await;
}
