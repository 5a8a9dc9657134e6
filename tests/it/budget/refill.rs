//! `refill(..)`: tokens that come with time, on tokio's clock.

use std::time::Duration;

use retry_runtime::{RetryBudget, retry};
use tokio::time::advance;

use crate::common::limited::Error;
use crate::common::{Service, Step};

#[retry(max = 9, backoff = none, retryable = [Error::Busy], budget = budget)]
async fn load(budget: &RetryBudget, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

/// Fails until the bucket is empty; how many attempts that were.
async fn drain(budget: &RetryBudget) -> usize {
    let service = Service::new(&[Step::Busy; 9]);
    assert!(load(budget, &service).await.is_err());
    service.calls()
}

#[tokio::test(start_paused = true)]
async fn no_part_of_a_token_is_lost() {
    let budget = RetryBudget::new().capacity(14).refill(3);
    assert_eq!((drain(&budget).await, budget.available()), (2, 0));
    for tenths in 1..=40 {
        advance(Duration::from_millis(100)).await;
        assert_eq!(budget.available(), tenths * 3 / 10);
    }
}

#[tokio::test(start_paused = true)]
async fn retries_come_back_without_a_success() {
    let budget = RetryBudget::new().capacity(28).refill(2);
    assert_eq!(drain(&budget).await, 3);
    advance(Duration::from_millis(6_999)).await;
    assert_eq!(drain(&budget).await, 1);
    advance(Duration::from_millis(1)).await;
    assert_eq!(drain(&budget).await, 2, "14 tokens in 7 seconds");
}

#[tokio::test(start_paused = true)]
async fn time_fills_the_bucket_and_no_more() {
    let budget = RetryBudget::new().capacity(28).refill(u32::MAX);
    advance(Duration::from_secs(3_600)).await;
    assert_eq!((budget.available(), drain(&budget).await, budget.available()), (28, 3, 0));
    advance(Duration::from_secs(86_400 * 365 * 20)).await;
    assert_eq!((drain(&budget).await, budget.available()), (3, 0));
}

#[tokio::test(start_paused = true)]
async fn successes_need_not_give_anything() {
    let budget = RetryBudget::new().capacity(14).refill(1).refund(0);
    drain(&budget).await;
    assert_eq!(load(&budget, &Service::new(&[Step::Done])).await, Ok(1));
    assert_eq!(budget.available(), 0);
    advance(Duration::from_secs(5)).await;
    assert_eq!(budget.available(), 5);
}

#[tokio::test(start_paused = true)]
async fn without_it_time_adds_nothing() {
    let budget = RetryBudget::new().capacity(14);
    drain(&budget).await;
    advance(Duration::from_secs(86_400)).await;
    assert_eq!(budget.available(), 0);
}

#[tokio::test(start_paused = true)]
async fn what_is_paid_back_and_what_time_adds_stop_at_the_capacity() {
    #[retry(max = 2, backoff = fixed(10s), retryable = [Error::Busy], budget = budget)]
    async fn wait(budget: &RetryBudget) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    let budget = RetryBudget::new().capacity(20).refill(2);
    let cut = tokio::time::timeout(Duration::from_secs(5), wait(&budget)).await;
    assert!(cut.is_err());
    assert_eq!(budget.available(), 20);
}

/// A paused clock can run ahead of that of another runtime, as in tests that share a static.
#[test]
fn a_clock_that_is_behind_adds_nothing() {
    let budget = RetryBudget::new().capacity(14).refill(1);
    let drain_after = |hours: u64| {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.enable_time().start_paused(true).build().unwrap().block_on(async {
            advance(Duration::from_secs(3_600 * hours)).await;
            drain(&budget).await
        })
    };
    assert_eq!([0, 24, 1, 24, 48].map(drain_after), [2, 2, 1, 1, 2]);
}
