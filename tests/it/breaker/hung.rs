//! Attempts that do not come back: probes that hang, callers that lose their patience.

use std::future::pending;
use std::time::Duration;

use futures_util::FutureExt;
use retry_runtime::{BreakerState, CircuitBreaker, Dropped, retry};
use tokio::time::{sleep, timeout};

use crate::common::limited::Error;

enum Answer {
    Busy,
    /// After so many seconds.
    Slow(u64),
    Never,
    At,
}

#[retry(max = 2, backoff = none, retryable = [Error::Busy], breaker(breaker))]
async fn call(breaker: &CircuitBreaker, answer: Answer) -> Result<(), Error> {
    match answer {
        Answer::Busy => Err(Error::Busy(0)),
        Answer::Slow(seconds) => {
            sleep(Duration::from_secs(seconds)).await;
            Ok(())
        }
        Answer::Never => pending().await,
        Answer::At => Ok(()),
    }
}

#[retry(max = 2, backoff = none, retryable = [Error::Busy], breaker(breaker, trips_on = [Error::Gone]))]
async fn named(breaker: &CircuitBreaker) -> Result<(), Error> {
    pending().await
}

fn breaker() -> CircuitBreaker {
    CircuitBreaker::new("service").consecutive(1).open_for(Duration::from_secs(5))
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_hangs_keeps_its_place_no_longer_than_the_breaker_was_open() {
    let breaker = std::sync::Arc::new(breaker());
    assert!(call(&breaker, Answer::Busy).await.is_err());
    sleep(Duration::from_secs(5)).await;
    let shared = breaker.clone();
    let hung = tokio::spawn(async move { call(&shared, Answer::Never).await });
    sleep(Duration::from_secs(4)).await;
    assert!(matches!(call(&breaker, Answer::At).await, Err(Error::Open(_))));
    sleep(Duration::from_secs(1)).await;
    assert_eq!(call(&breaker, Answer::At).await, Ok(()));
    assert_eq!(breaker.state(), BreakerState::Closed);
    hung.abort();
}

#[tokio::test(start_paused = true)]
async fn so_does_one_that_is_held_and_not_polled() {
    let breaker = breaker();
    assert!(call(&breaker, Answer::Busy).await.is_err());
    sleep(Duration::from_secs(5)).await;
    let mut held = Box::pin(call(&breaker, Answer::Slow(1)));
    assert!(held.as_mut().now_or_never().is_none());
    sleep(Duration::from_secs(5)).await;
    assert_eq!(call(&breaker, Answer::At).await, Ok(()));
    assert_eq!(
        held.await,
        Ok(()),
        "it may still come to its end, and counts for nothing in the new state"
    );
}

/// A service that takes longer than the breaker is open is slow, and not down.
#[tokio::test(start_paused = true)]
async fn a_probe_that_takes_longer_closes_the_breaker_all_the_same() {
    let breaker = breaker();
    assert!(call(&breaker, Answer::Busy).await.is_err());
    sleep(Duration::from_secs(5)).await;
    assert_eq!(call(&breaker, Answer::Slow(60)).await, Ok(()));
    assert_eq!(breaker.state(), BreakerState::Closed);
}

async fn leave(breaker: &CircuitBreaker) {
    assert!(timeout(Duration::from_millis(100), call(breaker, Answer::Never)).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_window_of_nothing_but_dropped_attempts_opens_it() {
    let breaker = CircuitBreaker::new("service").window(20);
    for _ in 0..19 {
        leave(&breaker).await;
    }
    assert_eq!(breaker.state(), BreakerState::Closed);
    leave(&breaker).await;
    assert_eq!(breaker.state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn one_answer_among_them_says_that_the_service_is_there() {
    let breaker = CircuitBreaker::new("service").window(20);
    for number in 0..100 {
        if number % 20 == 10 {
            assert_eq!(call(&breaker, Answer::At).await, Ok(()));
        } else {
            leave(&breaker).await;
        }
    }
    assert_eq!(breaker.state(), BreakerState::Closed);
}

#[tokio::test(start_paused = true)]
async fn a_small_window_waits_for_ten() {
    let breaker = CircuitBreaker::new("service").consecutive(1);
    for _ in 0..9 {
        leave(&breaker).await;
    }
    assert_eq!(breaker.state(), BreakerState::Closed);
    leave(&breaker).await;
    assert_eq!(breaker.state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn they_count_for_nothing_where_the_breaker_or_the_function_says_so() {
    let ignores = CircuitBreaker::new("service").window(1).dropped(Dropped::Ignore);
    let named_failures = CircuitBreaker::new("service").window(1);
    for _ in 0..100 {
        leave(&ignores).await;
        assert!(timeout(Duration::from_millis(100), named(&named_failures)).await.is_err());
    }
    assert_eq!((ignores.state(), named_failures.state()), (BreakerState::Closed, BreakerState::Closed));
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_is_dropped_gives_its_place_back() {
    let breaker = breaker();
    assert!(call(&breaker, Answer::Busy).await.is_err());
    sleep(Duration::from_secs(5)).await;
    leave(&breaker).await;
    assert_eq!(breaker.state(), BreakerState::HalfOpen);
    assert_eq!(call(&breaker, Answer::At).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn each_failed_probe_doubles_the_time_up_to_the_longest() {
    let breaker = breaker().at_most(Duration::from_secs(30));
    assert!(call(&breaker, Answer::Busy).await.is_err());
    for seconds in [5, 10, 20, 30, 30] {
        let left = breaker.refusal().and_then(|refusal| refusal.remaining());
        assert_eq!(left, Some(Duration::from_secs(seconds)));
        sleep(Duration::from_secs(seconds)).await;
        assert_eq!(call(&breaker, Answer::Busy).await, Err(Error::Busy(0)));
    }
    sleep(Duration::from_secs(30)).await;
    assert_eq!(call(&breaker, Answer::At).await, Ok(()));
    assert!(call(&breaker, Answer::Busy).await.is_err());
    let left = breaker.refusal().and_then(|refusal| refusal.remaining());
    assert_eq!(left, Some(Duration::from_secs(5)), "once closed, it begins again");
}
