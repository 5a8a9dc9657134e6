//! What counts as a failure of the service where `trips_on` does not say: what is retried.

use std::time::Duration;

use retry_runtime::BreakerState::{Closed, Open};
use retry_runtime::{CircuitBreaker, retry};
use tokio::time::sleep;

use crate::common::limited::Error;
use crate::common::{Service, Step};

#[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(breaker))]
async fn load(breaker: &CircuitBreaker, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

#[tokio::test(start_paused = true)]
async fn every_attempt_counts_the_last_one_too() {
    let breaker = CircuitBreaker::new("service").consecutive(3);
    assert_eq!(load(&breaker, &Service::new(&[Step::Busy; 3])).await, Err(Error::Busy(3)));
    assert_eq!(breaker.state(), Open);
}

#[tokio::test(start_paused = true)]
async fn failures_of_several_calls_add_up() {
    let breaker = CircuitBreaker::new("service").consecutive(5);
    assert_eq!(load(&breaker, &Service::new(&[Step::Busy; 3])).await, Err(Error::Busy(3)));
    assert_eq!(breaker.state(), Closed);
    assert_eq!(
        load(&breaker, &Service::new(&[Step::Busy; 2])).await,
        Err(Error::Busy(2)),
        "it opened in between"
    );
    assert_eq!(breaker.state(), Open);
}

#[tokio::test(start_paused = true)]
async fn an_error_that_is_not_retried_is_an_answer() {
    let breaker = CircuitBreaker::new("service").consecutive(2);
    for _ in 0..5 {
        let service = Service::new(&[Step::Busy, Step::Gone]);
        assert_eq!(load(&breaker, &service).await, Err(Error::Gone(2)));
    }
    assert_eq!(breaker.state(), Closed, "no two failures in a row");
    let breaker = CircuitBreaker::new("service").window(2).failure_ratio(0.5);
    let service = Service::new(&[Step::Busy, Step::Gone]);
    assert_eq!(load(&breaker, &service).await, Err(Error::Gone(2)));
    assert_eq!(breaker.state(), Open, "the answer fills the window");
}

#[tokio::test(start_paused = true)]
async fn an_answer_closes_a_half_open_breaker() {
    let breaker = CircuitBreaker::new("service").consecutive(1);
    assert_eq!(load(&breaker, &Service::new(&[Step::Busy])).await, Err(Error::Busy(1)));
    sleep(Duration::from_secs(5)).await;
    assert_eq!(load(&breaker, &Service::new(&[Step::Gone])).await, Err(Error::Gone(1)));
    assert_eq!(breaker.state(), Closed);
}

#[tokio::test(start_paused = true)]
async fn an_error_with_a_schedule_of_its_own_counts() {
    #[retry(max = 3, retryable = [Error::Busy], on(Error::Gone, backoff = fixed(1s)), breaker(breaker))]
    async fn load(breaker: &CircuitBreaker, service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let breaker = CircuitBreaker::new("service").consecutive(2);
    assert_eq!(load(&breaker, &Service::new(&[Step::Gone; 2])).await, Err(Error::Gone(2)));
    assert_eq!(breaker.state(), Open);
}

#[tokio::test(start_paused = true)]
async fn what_is_too_slow_is_a_failure_whatever_the_lists_say() {
    #[retry(max = 2, backoff = none, non_retryable = [Error::Gone], attempt_timeout = "1s", breaker(breaker))]
    async fn retried(breaker: &CircuitBreaker) -> Result<usize, Error> {
        std::future::pending().await
    }
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], attempt_timeout = "1s", breaker(breaker))]
    async fn not_retried(breaker: &CircuitBreaker) -> Result<usize, Error> {
        std::future::pending().await
    }
    let breaker = CircuitBreaker::new("service").consecutive(2);
    assert!(matches!(retried(&breaker).await, Err(Error::Timeout(_))));
    assert_eq!(breaker.state(), Open);
    breaker.reset();
    for _ in 0..2 {
        assert!(matches!(not_retried(&breaker).await, Err(Error::Timeout(_))));
    }
    assert_eq!(breaker.state(), Open);
}

#[tokio::test(start_paused = true)]
async fn a_classified_error_counts_by_its_class() {
    #[retry(max = 3, backoff = none, classified, breaker(breaker))]
    async fn load(breaker: &CircuitBreaker, service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let breaker = CircuitBreaker::new("service").consecutive(2);
    for _ in 0..3 {
        assert_eq!(load(&breaker, &Service::new(&[Step::Gone])).await, Err(Error::Gone(1)));
    }
    assert_eq!(breaker.state(), Closed);
    assert_eq!(load(&breaker, &Service::new(&[Step::Busy; 2])).await, Err(Error::Busy(2)));
    assert_eq!(breaker.state(), Open);
}
