//! Without enough tokens the call ends at once, with the last error; what another limit refuses costs nothing.

use std::time::Duration;

use retry_runtime::{CircuitBreaker, RetryBudget, retry};
use tokio::time::{Instant, sleep};

use crate::common::limited::Error;
use crate::common::{Service, Step};

#[retry(max = 9, backoff = fixed(1s), retryable = [Error::Busy], budget = budget)]
async fn load(budget: &RetryBudget, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

#[tokio::test(start_paused = true)]
async fn the_last_error_is_returned_without_a_wait() {
    let (budget, start) = (RetryBudget::new().capacity(32), Instant::now());
    let service = Service::new(&[Step::Busy; 3]);
    assert_eq!(load(&budget, &service).await, Err(Error::Busy(3)));
    assert_eq!(start.elapsed(), Duration::from_secs(2));
    assert_eq!(budget.available(), 4, "a retry takes all of its tokens, or none");
}

#[tokio::test(start_paused = true)]
async fn the_last_tokens_are_enough() {
    let budget = RetryBudget::new().capacity(28);
    assert_eq!(load(&budget, &Service::new(&[Step::Busy; 3])).await, Err(Error::Busy(3)));
    assert_eq!(budget.available(), 0);
}

#[tokio::test(start_paused = true)]
async fn without_any_every_call_has_one_attempt() {
    let budget = RetryBudget::new().capacity(0);
    for _ in 0..3 {
        assert_eq!(load(&budget, &Service::new(&[Step::Busy])).await, Err(Error::Busy(1)));
        assert_eq!(load(&budget, &Service::new(&[Step::Done])).await, Ok(1));
    }
}

#[tokio::test(start_paused = true)]
async fn retries_come_back_with_the_successes() {
    let budget = RetryBudget::new().capacity(14);
    assert_eq!(load(&budget, &Service::new(&[Step::Busy; 2])).await, Err(Error::Busy(2)));
    for _ in 0..14 {
        assert_eq!(load(&budget, &Service::new(&[Step::Busy])).await, Err(Error::Busy(1)));
        assert_eq!(load(&budget, &Service::new(&[Step::Done])).await, Ok(1));
    }
    assert_eq!(load(&budget, &Service::new(&[Step::Busy, Step::Done])).await, Ok(2));
}

#[tokio::test(start_paused = true)]
async fn what_another_limit_refuses_costs_nothing() {
    #[retry(max = 2, backoff = fixed(9s), retryable = [Error::Busy], budget = budget, breaker(breaker))]
    async fn behind(budget: &RetryBudget, breaker: &CircuitBreaker) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    #[retry(max = 3, backoff = fixed(9s), retryable = [Error::Busy], budget = budget, within = 10s)]
    async fn within(budget: &RetryBudget) -> Result<usize, Error> {
        sleep(Duration::from_secs(2)).await;
        Err(Error::Busy(1))
    }
    #[retry(max = 2, retryable = [Error::Busy], hint(|_| Some(Duration::from_secs(61)), cap = 60s), budget = budget)]
    async fn hinted(budget: &RetryBudget) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    let budget = RetryBudget::new();
    let breaker = CircuitBreaker::new("service").consecutive(1).open_for(Duration::from_secs(60));
    assert_eq!(behind(&budget, &breaker).await, Err(Error::Busy(1)));
    assert_eq!(budget.available(), 500);
    assert_eq!(hinted(&budget).await, Err(Error::Busy(1)));
    assert_eq!(budget.available(), 500);
    let start = Instant::now();
    assert_eq!(within(&budget).await, Err(Error::Busy(1)));
    assert_eq!((start.elapsed(), budget.available()), (Duration::from_secs(2), 500));
}
