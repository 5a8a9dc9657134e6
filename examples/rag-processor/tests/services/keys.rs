//! What becomes of the jobs when their key is revoked, and when it is replaced.

use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use rag_processor::gemini::{ApiKey, Gemini, Limits};
use rag_processor::jobs::Status;
use rag_processor::server::Faults;
use rag_processor::services::{Audio, Image};
use retry_runtime::{BreakerState, CircuitBreaker};
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::bench::{Bench, FILE, KEY, PIXEL};

const HEALTHY: Faults = Faults::First(&[]);

#[tokio::test]
async fn a_revoked_key_is_given_up_by_all_services_until_it_is_replaced() {
    let bench = Bench::new().await;
    bench.server.accept("another");
    for _ in 0..3 {
        let (row, requests) = bench.run(Audio::new(bench.gemini.clone()), FILE, HEALTHY).await;
        let last_error = "Gemini refused the API key: API_KEY_INVALID";
        assert_eq!((row.last_error.as_deref(), requests), (Some(last_error), 1));
    }
    let (row, requests) = bench.run(Image::new(bench.gemini.clone()), PIXEL, HEALTHY).await;
    let last_error = row.last_error.expect("an error");
    assert!(
        last_error.starts_with("Gemini was not asked: circuit breaker `gemini.auth` is open"),
        "{last_error}"
    );
    assert!(!last_error.contains(KEY), "{last_error}");
    assert_eq!((row.status, row.retry_count, requests), (Status::Error, 0, 0));

    bench.gemini.replace_key(ApiKey::new("another")).expect("a key");
    let (row, requests) = bench.run(Image::new(bench.gemini.clone()), PIXEL, HEALTHY).await;
    assert_eq!((row.status, requests), (Status::Done, 1));
}

#[tokio::test]
async fn a_key_that_is_refused_after_it_was_replaced_does_not_count() {
    // A server that refuses every key, but only when it is told to.
    let (asked, answer) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (arrived, released) = (Arc::clone(&asked), Arc::clone(&answer));
    let router = Router::new().fallback(async move || {
        arrived.notify_one();
        released.notified().await;
        StatusCode::UNAUTHORIZED
    });
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async { axum::serve(listener, router).await });

    let auth = CircuitBreaker::new("gemini.auth").consecutive(1);
    let gemini = Gemini::new(&url, ApiKey::new(KEY), Limits { auth, ..Limits::default() }).expect("a client");
    let bench = Bench::new().await;
    for replace in [true, false] {
        let replace_and_answer = async {
            asked.notified().await;
            if replace {
                gemini.replace_key(ApiKey::new("another")).expect("a key");
            }
            answer.notify_one();
        };
        let run = bench.run(Audio::new(gemini.clone()), FILE, HEALTHY);
        let ((row, _), ()) = tokio::join!(run, replace_and_answer);
        assert_eq!(row.last_error.as_deref(), Some("Gemini refused the API key: 401"));
        let state = if replace { BreakerState::Closed } else { BreakerState::Open };
        assert_eq!(gemini.limits().auth.state(), state);
    }
}

#[tokio::test]
async fn a_key_that_no_header_can_hold_replaces_nothing() {
    let auth = CircuitBreaker::new("gemini.auth").consecutive(1);
    let bench = Bench::with(Limits { auth, ..Limits::default() }).await;
    let (row, _) = bench.run(Audio::new(bench.gemini.clone()), FILE, HEALTHY).await;
    assert_eq!(row.status, Status::Done);
    bench.gemini.limits().auth.force_open();
    let error = bench.gemini.replace_key(ApiKey::new("hunter3\n")).expect_err("refused");
    assert!(!format!("{error:?} {error}").contains("hunter3"));
    assert_eq!(bench.gemini.limits().auth.state(), BreakerState::Open);
}

#[tokio::test]
async fn a_revoked_key_does_not_hold_back_another_client() {
    let bench = Bench::new().await;
    let revoked = Gemini::new(&bench.server.url(), ApiKey::new("revoked"), Limits::default()).expect("a client");
    for _ in 0..3 {
        bench.run(Audio::new(revoked.clone()), FILE, HEALTHY).await;
    }
    assert_eq!(revoked.limits().auth.state(), BreakerState::Open);
    let (row, requests) = bench.run(Audio::new(bench.gemini.clone()), FILE, HEALTHY).await;
    assert_eq!((row.status, requests), (Status::Done, 1));
}
