//! A policy of limits alone, for functions of any error type, which classify their own errors.

use std::future::pending;
use std::time::Duration;

use retry_runtime::{AttemptTimeout, BreakerState, CircuitBreaker, CircuitOpen, policy, retry};
use tokio::time::Instant;

use crate::common::Error;
use crate::common::limited;

static BREAKER: CircuitBreaker = CircuitBreaker::new("standard").window(20);

policy! {
    /// For everything.
    static STANDARD = (max = 4, backoff = exp(1s, max = 2s));
    static TIMED = (max = 3, backoff = fixed(1s), within = 1min, attempt_timeout = 5s, breaker(BREAKER));
}

#[retry(policy = STANDARD, retryable = [Error::Busy])]
async fn one_list(calls: &mut usize, error: Error) -> Result<(), Error> {
    *calls += 1;
    Err(error)
}

#[retry(policy = STANDARD, retryable = [Error::Busy], non_retryable = [Error::Gone])]
async fn both_lists(calls: &mut usize, error: Error) -> Result<(), Error> {
    *calls += 1;
    Err(error)
}

#[retry(policy = STANDARD, non_retryable = [Error::Gone], max = 2)]
async fn the_other_list(calls: &mut usize, error: Error) -> Result<(), Error> {
    *calls += 1;
    Err(error)
}

#[retry(policy = STANDARD, non_retryable = [std::fmt::Error])]
async fn dynamic(calls: &mut usize, bad: bool) -> anyhow::Result<()> {
    *calls += 1;
    anyhow::ensure!(!bad, std::fmt::Error);
    anyhow::bail!("busy")
}

#[retry(policy = STANDARD, retryable = [|_: &E| true & more])]
async fn generic<E: Clone>(calls: &mut usize, more: bool, error: &E) -> Result<(), E> {
    *calls += 1;
    Err(error.clone())
}

#[retry(policy = STANDARD, blocking, by = |error| *error, retryable = [500..=599])]
fn numbers(calls: &mut usize, error: u16) -> Result<(), u16> {
    *calls += 1;
    if error < 500 { Err(error) } else { Ok(()) }
}

#[retry(policy = STANDARD, retryable = [Error::Busy], hint(|_| Some(Duration::from_secs(7)), cap = 10s))]
async fn hinted(calls: &mut usize) -> Result<(), Error> {
    *calls += 1;
    Err(Error::Busy(0))
}

#[tokio::test(start_paused = true)]
async fn each_function_says_what_is_retried() {
    let (busy, gone) = (Error::Busy(0), Error::Gone(0));
    let mut calls = 0;
    let start = Instant::now();
    assert_eq!(one_list(&mut calls, busy).await, Err(busy));
    assert_eq!((std::mem::take(&mut calls), start.elapsed()), (4, Duration::from_secs(1 + 2 + 2)));
    assert_eq!(one_list(&mut calls, gone).await, Err(gone));
    assert_eq!(std::mem::take(&mut calls), 1);
    assert_eq!(both_lists(&mut calls, busy).await, Err(busy));
    assert_eq!(std::mem::take(&mut calls), 4);
    assert_eq!(the_other_list(&mut calls, busy).await, Err(busy));
    assert_eq!(std::mem::take(&mut calls), 2, "what it does not name is retried");
    assert_eq!(the_other_list(&mut calls, gone).await, Err(gone));
    assert_eq!(std::mem::take(&mut calls), 1);
    assert!(dynamic(&mut calls, true).await.is_err());
    assert_eq!(std::mem::take(&mut calls), 1);
    assert!(dynamic(&mut calls, false).await.is_err());
    assert_eq!(std::mem::take(&mut calls), 4);
    assert_eq!(generic(&mut calls, true, &"busy").await, Err("busy"));
    assert_eq!(std::mem::take(&mut calls), 4);
    assert_eq!(numbers(&mut calls, 404), Err(404));
    assert_eq!(std::mem::take(&mut calls), 1);
    let start = Instant::now();
    assert_eq!(hinted(&mut calls).await, Err(Error::Busy(0)));
    assert_eq!((calls, start.elapsed()), (4, Duration::from_secs(3 * 7)));
}

#[derive(Debug, PartialEq, thiserror::Error)]
enum Other {
    #[error("late")]
    Late(#[from] AttemptTimeout),
    #[error("open")]
    Open(#[from] CircuitOpen),
}

#[tokio::test(start_paused = true)]
async fn times_and_breakers_are_made_into_the_error_of_each_function() {
    #[retry(policy = TIMED, retryable = [limited::Error::Timeout])]
    async fn one() -> Result<(), limited::Error> {
        pending().await
    }
    #[retry(policy = TIMED, non_retryable = [Other::Open], attempt_timeout = 1s)]
    async fn another() -> Result<(), Other> {
        pending().await
    }
    let start = Instant::now();
    assert!(matches!(one().await, Err(limited::Error::Timeout(_))));
    assert_eq!(start.elapsed(), Duration::from_secs(3 * 5 + 2));
    let start = Instant::now();
    assert_eq!(another().await, Err(Other::Late(AttemptTimeout::new(Duration::from_secs(1)))));
    assert_eq!(start.elapsed(), Duration::from_secs(3 + 2));
    BREAKER.force_open();
    assert!(matches!(one().await, Err(limited::Error::Open(_))));
    assert!(matches!(another().await, Err(Other::Open(_))));
    BREAKER.reset();
    assert_eq!(BREAKER.state(), BreakerState::Closed);
    assert_eq!((TIMED.max(), TIMED.within()), (3, Some(Duration::from_secs(60))));
}
