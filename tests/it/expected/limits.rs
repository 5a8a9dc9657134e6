//! An answer is a success of the service: for its breaker, and for the budget.

use std::time::Duration;

use retry_runtime::BreakerState::{Closed, HalfOpen, Open};
use retry_runtime::{AttemptTimeout, CircuitBreaker, RetryBudget, policy, retry};
use tokio::time::sleep;

use crate::common::limited::Error;
use crate::common::{Service, Step};

const NOT_FOUND: Step = Step::Gone;

#[retry(max = 2, backoff = none, expected = [Error::Gone], retryable = [Error::Busy], breaker(breaker))]
async fn load(service: &Service, breaker: &CircuitBreaker) -> Result<usize, Error> {
    Ok(service.call()?)
}

/// Half of a window of 4 has to fail. Were answers nothing, two failures would open it; were they failures, they alone would.
#[tokio::test]
async fn a_breaker_counts_it_as_a_success() {
    let breaker = CircuitBreaker::new("service").window(4).failure_ratio(0.75);
    let service = Service::new(&[NOT_FOUND, NOT_FOUND, NOT_FOUND, NOT_FOUND, Step::Busy, Step::Busy, Step::Busy]);
    for _ in 0..4 {
        assert!(matches!(load(&service, &breaker).await, Err(Error::Gone(_))));
    }
    assert!(load(&service, &breaker).await.is_err());
    assert_eq!(breaker.state(), Closed, "two of the last four are answers");
    assert!(load(&service, &breaker).await.is_err());
    assert_eq!(breaker.state(), Open);
}

#[tokio::test(start_paused = true)]
async fn it_closes_a_breaker_that_probes() {
    let breaker = CircuitBreaker::new("service").consecutive(1).open_for(Duration::from_secs(5));
    breaker.force_open();
    breaker.reset();
    let service = Service::new(&[Step::Busy, NOT_FOUND]);
    assert!(load(&service, &breaker).await.is_err());
    sleep(Duration::from_secs(5)).await;
    assert_eq!(breaker.state(), HalfOpen);
    assert!(load(&service, &breaker).await.is_err());
    assert_eq!(breaker.state(), Closed);
}

/// With `trips_on`, other errors count as nothing; an answer still is one.
#[tokio::test(start_paused = true)]
async fn it_closes_a_breaker_with_failures_of_its_own() {
    #[retry(
        max = 2, backoff = none, expected = [Error::Gone], retryable = [Error::Open],
        breaker(breaker, trips_on = [Error::Busy]),
    )]
    async fn load(service: &Service, breaker: &CircuitBreaker) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let breaker = CircuitBreaker::new("service").consecutive(1).open_for(Duration::from_secs(5));
    let service = Service::new(&[Step::Busy, NOT_FOUND]);
    assert!(load(&service, &breaker).await.is_err());
    assert_eq!(breaker.state(), Open);
    sleep(Duration::from_secs(5)).await;
    assert!(load(&service, &breaker).await.is_err());
    assert_eq!(breaker.state(), Closed);
}

#[tokio::test]
async fn a_budget_gets_back_what_the_last_retry_cost() {
    #[retry(max = 3, backoff = none, expected = [Error::Gone], retryable = [Error::Busy], budget = budget)]
    async fn load(service: &Service, budget: &RetryBudget) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let budget = RetryBudget::new().capacity(100);
    assert!(load(&Service::new(&[Step::Busy, Step::Busy, Step::Busy]), &budget).await.is_err());
    assert_eq!(budget.available(), 72);
    assert!(load(&Service::new(&[NOT_FOUND]), &budget).await.is_err());
    assert_eq!(budget.available(), 73, "as a success at once");
    assert!(load(&Service::new(&[Step::Busy, NOT_FOUND]), &budget).await.is_err());
    assert_eq!(budget.available(), 73, "as one after a retry");
}

#[tokio::test]
async fn the_limits_of_a_policy_see_it_so_too() {
    static BREAKER: CircuitBreaker = CircuitBreaker::new("expected").consecutive(2);
    static TRIPPED: CircuitBreaker = CircuitBreaker::new("expected.tripped").consecutive(1);
    static BUDGET: RetryBudget = RetryBudget::new();
    policy! {
        static POLICY: Error = (
            max = 2, backoff = none, expected = [Error::Gone], retryable = [Error::Busy], breaker(BREAKER),
            breaker(TRIPPED, trips_on = [Error::Open]), budget = BUDGET,
        );
    }
    #[retry(policy = POLICY)]
    async fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    assert!(load(&Service::new(&[Step::Busy, NOT_FOUND])).await.is_err());
    assert!(load(&Service::new(&[Step::Busy, NOT_FOUND])).await.is_err());
    assert_eq!((BREAKER.state(), BUDGET.available()), (Closed, 500));
}

/// That nothing came in time is no answer of the service, whatever a list calls it.
#[tokio::test(start_paused = true)]
async fn a_timeout_is_none() {
    #[derive(Debug, thiserror::Error)]
    enum Slow {
        #[error(transparent)]
        Timeout(#[from] AttemptTimeout),
        #[error(transparent)]
        Open(#[from] retry_runtime::CircuitOpen),
        #[error("busy")]
        Busy,
    }
    #[retry(
        max = 2, backoff = none, attempt_timeout = 5s, expected = [Slow::Timeout], retryable = [Slow::Busy], breaker(breaker),
        budget = budget,
    )]
    async fn hangs(breaker: &CircuitBreaker, budget: &RetryBudget, busy: bool) -> Result<(), Slow> {
        if busy {
            return Err(Slow::Busy);
        }
        std::future::pending().await
    }
    let (breaker, budget) = (CircuitBreaker::new("service").window(4).failure_ratio(0.75), RetryBudget::new());
    assert!(matches!(hangs(&breaker, &budget, true).await, Err(Slow::Busy)));
    assert_eq!(budget.available(), 486);
    assert!(matches!(hangs(&breaker, &budget, false).await, Err(Slow::Timeout(_))));
    assert_eq!((breaker.state(), budget.available()), (Closed, 486));
    assert!(matches!(hangs(&breaker, &budget, false).await, Err(Slow::Timeout(_))));
    assert_eq!(breaker.state(), Open);
    assert!(matches!(hangs(&breaker, &budget, false).await, Err(Slow::Open(_))));
}
