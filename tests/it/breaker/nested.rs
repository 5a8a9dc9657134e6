//! Retried calls inside of an attempt: what a breaker refuses to them says nothing of the service around them.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;

use retry_runtime::{BreakerState, CircuitBreaker, CircuitOpen, retry};
use tokio::task::yield_now;
use tokio::time::sleep;

#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("busy")]
    Busy,
    #[error(transparent)]
    Open(#[from] CircuitOpen),
    #[error("failed: {0}")]
    Wrapped(String),
}

#[derive(Default)]
struct Calls(AtomicU32);

#[retry(max = 2, backoff = none, retryable = [Error::Busy], breaker(breaker))]
async fn inner(breaker: &CircuitBreaker, calls: &Calls) -> Result<(), Error> {
    calls.0.fetch_add(1, SeqCst);
    Err(Error::Busy)
}

#[retry(max = 2, backoff = none, retryable = [Error::Busy], breaker(own))]
async fn outer(own: &CircuitBreaker, breaker: &CircuitBreaker, calls: &Calls) -> Result<(), Error> {
    inner(breaker, calls).await
}

/// The refusal, as another type.
#[retry(max = 2, backoff = none, retryable = [Error::Wrapped], breaker(own))]
async fn converts(own: &CircuitBreaker, breaker: &CircuitBreaker, calls: &Calls) -> Result<(), Error> {
    inner(breaker, calls).await.map_err(|error| Error::Wrapped(error.to_string()))
}

/// Lives with the refusal, waits for something else, and fails for a reason of its own.
#[retry(max = 2, backoff = none, retryable = [Error::Busy], breaker(own))]
async fn falls_back(own: &CircuitBreaker, breaker: &CircuitBreaker, calls: &Calls) -> Result<(), Error> {
    if inner(breaker, calls).await.is_err() {
        yield_now().await;
    }
    Err(Error::Busy)
}

#[retry(max = 2, backoff = none, blocking, retryable = [Error::Busy], breaker(breaker))]
fn blocking_inner(breaker: &CircuitBreaker) -> Result<(), Error> {
    Err(Error::Busy)
}

#[retry(max = 2, backoff = none, blocking, retryable = [Error::Busy], breaker(own))]
fn blocking_outer(own: &CircuitBreaker, breaker: &CircuitBreaker) -> Result<(), Error> {
    blocking_inner(breaker)
}

fn service() -> CircuitBreaker {
    CircuitBreaker::new("service").consecutive(2).open_for(Duration::from_secs(1))
}

/// An own breaker that is half-open, and another that refuses.
async fn half_open_and_forced() -> (CircuitBreaker, CircuitBreaker) {
    let (own, other) = (service(), service());
    assert!(inner(&own, &Calls::default()).await.is_err());
    sleep(Duration::from_secs(1)).await;
    other.force_open();
    assert_eq!(own.state(), BreakerState::HalfOpen);
    (own, other)
}

#[tokio::test(start_paused = true)]
async fn a_refusal_by_the_same_breaker_does_not_close_it() {
    let (breaker, calls) = (service(), Calls::default());
    assert!(inner(&breaker, &calls).await.is_err());
    sleep(Duration::from_secs(1)).await;
    calls.0.store(0, SeqCst);
    let refused = outer(&breaker, &breaker, &calls).await;
    assert!(matches!(refused, Err(Error::Open(_))), "{refused:?}");
    assert_eq!((calls.0.load(SeqCst), breaker.state()), (0, BreakerState::HalfOpen));
}

#[tokio::test(start_paused = true)]
async fn nor_does_one_by_another_breaker_whatever_it_was_made_into() {
    let calls = Calls::default();
    let (own, other) = half_open_and_forced().await;
    assert!(matches!(outer(&own, &other, &calls).await, Err(Error::Open(_))));
    assert_eq!(own.state(), BreakerState::HalfOpen);
    assert!(matches!(converts(&own, &other, &calls).await, Err(Error::Wrapped(_))));
    assert_eq!(own.state(), BreakerState::HalfOpen, "it is retried, and still no failure");
    assert!(blocking_outer(&own, &other).is_err());
    assert_eq!(own.state(), BreakerState::HalfOpen);
    assert_eq!(calls.0.load(SeqCst), 0);
}

#[tokio::test(start_paused = true)]
async fn a_failure_after_a_refusal_that_was_lived_with_counts() {
    let (own, other) = half_open_and_forced().await;
    assert!(matches!(falls_back(&own, &other, &Calls::default()).await, Err(Error::Busy)));
    assert_eq!(own.state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn so_does_a_failure_of_the_inner_service() {
    let (own, _) = half_open_and_forced().await;
    assert!(matches!(outer(&own, &service(), &Calls::default()).await, Err(Error::Busy)));
    assert_eq!(own.state(), BreakerState::Open);
}
