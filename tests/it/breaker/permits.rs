//! A probe gives its place back however it ends: dropped, aborted, panicked, or refused by another breaker.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use retry_runtime::BreakerState::{Closed, HalfOpen, Open};
use retry_runtime::{CircuitBreaker, retry};
use tokio::time::{sleep, timeout};

use crate::breaker::probes::slow;
use crate::common::limited::Error;
use crate::common::once::{fail, once};
use crate::common::{Service, Step};

/// A breaker whose only place is free.
async fn half_open() -> CircuitBreaker {
    let breaker = CircuitBreaker::new("service").consecutive(1);
    fail(&breaker, 1).await;
    sleep(Duration::from_secs(5)).await;
    breaker
}

/// Shows that the only place is free, and that what was in it counted as nothing.
async fn is_free(breaker: &CircuitBreaker) {
    assert_eq!(breaker.state(), HalfOpen);
    assert_eq!(once(breaker, &Service::new(&[Step::Done])).await, Ok(1));
    assert_eq!(breaker.state(), Closed);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_attempt() {
    let (breaker, service) = (half_open().await, Service::new(&[Step::Busy]));
    let mut call = Box::pin(slow(&breaker, &service));
    assert!(timeout(Duration::from_millis(500), &mut call).await.is_err());
    assert!(
        matches!(once(&breaker, &Service::new(&[])).await, Err(Error::Open(_))),
        "it has the place"
    );
    drop(call);
    is_free(&breaker).await;
}

#[tokio::test(start_paused = true)]
async fn an_aborted_task() {
    let (breaker, service) = (Arc::new(half_open().await), Service::new(&[Step::Busy]));
    let task = tokio::spawn({
        let breaker = breaker.clone();
        async move { slow(&breaker, &service).await }
    });
    sleep(Duration::from_millis(500)).await;
    assert!(
        matches!(once(&breaker, &Service::new(&[])).await, Err(Error::Open(_))),
        "it has the place"
    );
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    is_free(&breaker).await;
}

#[tokio::test(start_paused = true)]
async fn a_body_that_panics() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(breaker))]
    async fn load(breaker: Arc<CircuitBreaker>) -> Result<usize, Error> {
        assert_eq!(breaker.state(), Closed, "it is half-open");
        Ok(1)
    }
    let breaker = Arc::new(half_open().await);
    assert!(tokio::spawn(load(breaker.clone())).await.unwrap_err().is_panic());
    is_free(&breaker).await;
}

#[tokio::test(start_paused = true)]
async fn an_entry_that_panics() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy],
        breaker(breaker, trips_on = [|error: &Error| panic!("{error}")]))]
    async fn load(breaker: Arc<CircuitBreaker>) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    let breaker = Arc::new(half_open().await);
    assert!(tokio::spawn(load(breaker.clone())).await.unwrap_err().is_panic());
    is_free(&breaker).await;
}

#[tokio::test(start_paused = true)]
async fn a_blocking_body_that_panics() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(breaker), blocking)]
    fn load(breaker: &CircuitBreaker) -> Result<usize, Error> {
        assert_eq!(breaker.state(), Closed, "it is half-open");
        Ok(1)
    }
    let breaker = half_open().await;
    assert!(catch_unwind(AssertUnwindSafe(|| load(&breaker))).is_err());
    is_free(&breaker).await;
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_another_breaker_refuses() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(service), breaker(key))]
    async fn load(service: &CircuitBreaker, key: &CircuitBreaker) -> Result<usize, Error> {
        Ok(1)
    }
    let (service, key) = (half_open().await, CircuitBreaker::new("key"));
    key.force_open();
    for _ in 0..3 {
        let Err(Error::Open(open)) = load(&service, &key).await else { panic!() };
        assert_eq!(open.breaker(), "key");
    }
    is_free(&service).await;
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_in_its_wait_has_no_place() {
    #[retry(max = 3, backoff = fixed(10s), retryable = [Error::Busy], breaker(breaker, trips_on = [Error::Gone]))]
    async fn load(breaker: &CircuitBreaker) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    let breaker = half_open().await;
    let mut call = Box::pin(load(&breaker));
    assert!(timeout(Duration::from_secs(5), &mut call).await.is_err());
    is_free(&breaker).await;
}

#[tokio::test(start_paused = true)]
async fn an_attempt_timeout_is_no_drop_but_a_failure() {
    #[retry(max = 3, backoff = none, retryable = [Error::Timeout], attempt_timeout = 1s, breaker(breaker))]
    async fn load(breaker: &CircuitBreaker) -> Result<usize, Error> {
        std::future::pending().await
    }
    let breaker = half_open().await;
    assert!(matches!(load(&breaker).await, Err(Error::Timeout(_))));
    assert_eq!(breaker.state(), Open);
}
