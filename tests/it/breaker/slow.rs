//! Attempts whose time is up: a slow service has failed, a call that ran out of its own time says nothing of the service.

use std::future::pending;
use std::time::Duration;

use retry_runtime::BreakerState::{Closed, HalfOpen, Open};
use retry_runtime::{AttemptTimeout, CircuitBreaker, CircuitOpen, Classify, retry};
use tokio::time::sleep;

#[derive(Debug, PartialEq, thiserror::Error, Classify)]
enum Error {
    #[error("busy")]
    #[transient]
    Busy,
    #[error(transparent)]
    #[permanent]
    Open(#[from] CircuitOpen),
    #[error(transparent)]
    #[permanent]
    Late(#[from] AttemptTimeout),
}

/// Declares functions that take longer than they may.
macro_rules! hangs {
    ($name:ident($breaker:ident): $($keys:tt)+) => {
        #[retry(max = 2, backoff = none, attempt_timeout = 1s, $($keys)+)]
        async fn $name($breaker: &CircuitBreaker) -> Result<(), Error> {
            pending().await
        }
    };
}

hangs!(left_out(breaker): retryable = [Error::Busy], breaker(breaker));
hangs!(named(breaker): non_retryable = [Error::Late], breaker(breaker));
hangs!(marked(breaker): classified, breaker(breaker));
hangs!(checked(breaker): retryable = [Error::Busy], non_retryable = [Error::Late, Error::Open], breaker(breaker));
hangs!(trips_on_others(breaker): retryable = [Error::Busy], breaker(breaker, trips_on = [Error::Busy]));
hangs!(trips_on_it(breaker): retryable = [Error::Busy], breaker(breaker, trips_on = [Error::Late]));

#[tokio::test(start_paused = true)]
async fn a_timeout_is_a_failure_whatever_the_lists_say() {
    macro_rules! check {
        ($($name:ident: $state:ident),+) => {$(
            let breaker = CircuitBreaker::new("service").window(4);
            for _ in 0..4 {
                assert!(matches!($name(&breaker).await, Err(Error::Late(_))));
            }
            assert_eq!(breaker.state(), $state, stringify!($name));
        )+};
    }
    check!(left_out: Open, named: Open, marked: Open, checked: Open, trips_on_it: Open, trips_on_others: Closed);
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_times_out_opens_the_breaker_again() {
    let breaker = CircuitBreaker::new("service").consecutive(1).open_for(Duration::from_secs(5));
    assert!(left_out(&breaker).await.is_err());
    sleep(Duration::from_secs(5)).await;
    assert_eq!(breaker.state(), HalfOpen);
    assert!(matches!(left_out(&breaker).await, Err(Error::Late(_))));
    assert_eq!(breaker.state(), Open);
}

/// A healthy service that answers in 100 ms: the first attempt of a call meets a hiccup, and the second has 50 ms left.
#[retry(
    max = 3,
    backoff = "fixed(950ms)",
    retryable = [Error::Late, Error::Busy],
    within = "1s",
    attempt_timeout = "1s",
    breaker(breaker, trips_on = [Error::Late]),
    attempt = n,
)]
async fn cut_short(breaker: &CircuitBreaker) -> Result<(), Error> {
    if n.number() == 1 {
        return Err(Error::Busy);
    }
    sleep(Duration::from_millis(100)).await;
    Ok(())
}

#[retry(max = 3, backoff = none, retryable = [Error::Late], within = "1s", attempt_timeout = "2s", breaker(breaker))]
async fn cut_short_at_once(breaker: &CircuitBreaker) -> Result<(), Error> {
    pending().await
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_the_end_of_the_call_cut_short_says_nothing() {
    let breaker = CircuitBreaker::new("service").consecutive(1);
    for _ in 0..5 {
        let late = cut_short(&breaker).await.unwrap_err();
        assert_eq!(late.to_string(), "attempt timed out after 50ms");
        assert!(cut_short_at_once(&breaker).await.is_err());
    }
    assert_eq!(breaker.state(), Closed);
}
