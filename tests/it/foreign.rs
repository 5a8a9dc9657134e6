//! Errors of other crates, which can be made `From` nothing of ours: with a timeout and a breaker, without a type of one's own.

use std::future::pending;
use std::io;
use std::time::Duration;

use retry_runtime::{BreakerState, CircuitBreaker, retry};
use tokio::time::Instant;
use tonic::{Code, Status};

#[retry(
    max = 3,
    backoff = fixed(1s),
    by = Status::code,
    retryable = [Code::Unavailable, Code::ResourceExhausted, Code::DeadlineExceeded],
    attempt_timeout(5s, error = |timeout| Status::deadline_exceeded(timeout.to_string())),
    breaker(breaker, error = |open| Status::unavailable(open.to_string())),
)]
async fn grpc(breaker: &CircuitBreaker, answer: Option<Status>) -> Result<(), Status> {
    match answer.clone() {
        Some(status) => Err(status),
        None => pending().await,
    }
}

#[tokio::test(start_paused = true)]
async fn a_status_of_tonic() {
    let breaker = CircuitBreaker::new("service").window(5);
    let start = Instant::now();
    let late = grpc(&breaker, None).await.unwrap_err();
    assert_eq!((late.code(), late.message()), (Code::DeadlineExceeded, "attempt timed out after 5s"));
    assert_eq!(start.elapsed(), Duration::from_secs(3 * 5 + 2), "retried, and a failure of the service");
    assert_eq!(
        grpc(&breaker, Some(Status::not_found("no such user"))).await.unwrap_err().code(),
        Code::NotFound
    );
    assert!(grpc(&breaker, Some(Status::unavailable("busy"))).await.is_err());
    assert_eq!(breaker.state(), BreakerState::Open);
    let refused = grpc(&breaker, None).await.unwrap_err();
    assert_eq!(refused.code(), Code::Unavailable);
    assert!(refused.message().starts_with("circuit breaker `service` is open"), "{refused}");
}

#[retry(
    max = 2,
    backoff = none,
    by = io::Error::kind,
    retryable = [io::ErrorKind::TimedOut, io::ErrorKind::ConnectionReset],
    non_retryable = [_],
    attempt_timeout(1s, error = |timeout| io::Error::new(io::ErrorKind::TimedOut, timeout)),
    breaker(breaker, error = io::Error::other),
)]
async fn reads(breaker: &CircuitBreaker, calls: &mut u32) -> io::Result<()> {
    *calls += 1;
    pending().await
}

#[tokio::test(start_paused = true)]
async fn an_error_of_io() {
    let (breaker, mut calls) = (CircuitBreaker::new("disk"), 0);
    let late = reads(&breaker, &mut calls).await.unwrap_err();
    assert_eq!((late.kind(), calls), (io::ErrorKind::TimedOut, 2));
    breaker.force_open();
    assert_eq!(reads(&breaker, &mut calls).await.unwrap_err().kind(), io::ErrorKind::Other);
}

/// A `reqwest::Error` cannot be made at all: the one line is an enum around it.
#[derive(Debug, thiserror::Error)]
enum Fetch {
    #[error(transparent)]
    Http(#[from] reqwest::Error),
    #[error("{0}")]
    Limit(String),
}

#[retry(
    max = 2,
    backoff = none,
    retryable = [|error| matches!(error, Fetch::Http(error) if error.is_connect())],
    attempt_timeout(5s, error = |timeout| Fetch::Limit(timeout.to_string())),
    breaker(breaker, error = |open| Fetch::Limit(open.to_string())),
)]
async fn fetch(
    breaker: &CircuitBreaker,
    client: &reqwest::Client,
    url: &str,
    calls: &mut u32,
) -> Result<String, Fetch> {
    *calls += 1;
    Ok(client.get(url).send().await?.text().await?)
}

#[tokio::test]
async fn an_error_of_reqwest() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let (breaker, client, mut calls) = (CircuitBreaker::new("http").consecutive(2), reqwest::Client::new(), 0);
    assert!(matches!(fetch(&breaker, &client, &url, &mut calls).await, Err(Fetch::Http(_))));
    assert_eq!((calls, breaker.state()), (2, BreakerState::Open));
    let refused = fetch(&breaker, &client, &url, &mut calls).await.unwrap_err();
    assert!(refused.to_string().starts_with("circuit breaker `http`"), "{refused}");
}
