//! What each way to end costs a bucket, and gives back to it.

use std::future::pending;
use std::time::Duration;

use retry_runtime::{Class, Classify, RetryBudget, retry};

use crate::common::limited::Error;
use crate::common::{Service, Step};

/// An attempt of the service's `Gone` never ends, until its time is over.
#[retry(max = 4, backoff = fixed(1s), retryable = [Error::Busy, Error::Timeout], attempt_timeout = 5s, budget = budget)]
async fn load(budget: &RetryBudget, service: &Service) -> Result<usize, Error> {
    match service.call() {
        Err(crate::common::Error::Gone(_)) => pending().await,
        outcome => Ok(outcome?),
    }
}

/// `Gone` ends the call.
#[retry(max = 4, backoff = fixed(1s), retryable = [Error::Busy], budget = budget)]
async fn find(budget: &RetryBudget, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

/// `Gone` is throttled: the service asks for a wait.
#[retry(max = 4, backoff = fixed(1s), retryable = [Error::Busy, Error::Gone], hint(asked, cap = 60s), budget = budget)]
async fn ask(budget: &RetryBudget, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

fn asked(error: &Error) -> Option<Duration> {
    matches!(error, Error::Gone(_)).then_some(Duration::from_secs(2))
}

const BUSY: Step = Step::Busy;
const DONE: Step = Step::Done;
const SLOW: Step = Step::Gone;
const THROTTLED: Step = Step::Gone;

/// A bucket that lacks 100 of its 500 tokens.
async fn used() -> RetryBudget {
    let budget = RetryBudget::new().cost(100);
    let _ = find(&budget, &Service::new(&[BUSY, Step::Gone])).await;
    let budget = budget.cost(14);
    assert_eq!(budget.available(), 400);
    budget
}

/// Proves what is left of 400 tokens of 500 after a call of the function.
macro_rules! left {
    ($($name:ident: $function:ident($($step:expr),+) => $left:literal;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            let (budget, script) = (used().await, [$($step),+]);
            let service = Service::new(&script);
            let outcome = $function(&budget, &service).await;
            assert_eq!((outcome.is_ok(), service.calls()), (script.last() == Some(&DONE), script.len()));
            assert_eq!(budget.available(), $left);
        }
    )*};
}

left! {
    success_at_once_gives_one: load(DONE) => 401;
    success_after_a_retry_gives_its_cost_back: load(BUSY, DONE) => 400;
    success_after_two_gives_the_last_cost_back: load(BUSY, BUSY, DONE) => 386;
    a_failure_that_is_not_retried_costs_nothing: find(Step::Gone) => 400;
    a_failure_after_a_retry_gives_nothing_back: find(BUSY, Step::Gone) => 386;
    three_retries_in_vain: load(BUSY, BUSY, BUSY, BUSY) => 358;
    a_timeout_costs_as_any_other_failure: load(SLOW, SLOW, SLOW, SLOW) => 358;
    and_gives_as_much_back: load(SLOW, DONE) => 400;
    throttling_costs_less: ask(THROTTLED, THROTTLED, THROTTLED, THROTTLED) => 385;
    and_gives_less_back: ask(THROTTLED, THROTTLED, DONE) => 395;
    throttling_first: ask(THROTTLED, BUSY, DONE) => 395;
    throttling_last: ask(BUSY, THROTTLED, DONE) => 386;
    only_the_attempt_before_the_retry_sets_its_cost: ask(THROTTLED, BUSY, BUSY, DONE) => 381;
}

#[tokio::test(start_paused = true)]
async fn what_an_error_says_of_its_own_wait_is_throttling_too() {
    #[derive(Debug)]
    struct Slow;
    impl Classify for Slow {
        fn class(&self) -> Class {
            Class::Transient
        }

        fn retry_after(&self) -> Option<Duration> {
            Some(Duration::from_secs(2))
        }
    }
    #[retry(max = 3, classified, hint(cap = 60s), budget = budget)]
    async fn load(budget: &RetryBudget) -> Result<usize, Slow> {
        Err(Slow)
    }
    let budget = RetryBudget::new();
    assert!(load(&budget).await.is_err());
    assert_eq!(budget.available(), 490);
}

#[tokio::test(start_paused = true)]
async fn a_bucket_starts_full_and_holds_no_more() {
    for budget in [RetryBudget::new(), RetryBudget::default(), RetryBudget::new().capacity(500)] {
        assert_eq!(budget.available(), 500);
        assert_eq!(load(&budget, &Service::new(&[DONE])).await, Ok(1));
        assert_eq!(budget.available(), 500);
    }
}

#[tokio::test(start_paused = true)]
async fn a_refund_fills_the_bucket_to_its_brim() {
    let budget = RetryBudget::new().capacity(12).cost(4).refund(100);
    let _ = load(&budget, &Service::new(&[BUSY; 4])).await;
    assert_eq!(budget.available(), 0);
    assert_eq!(load(&budget, &Service::new(&[DONE])).await, Ok(1));
    assert_eq!(budget.available(), 12);
}

#[tokio::test(start_paused = true)]
async fn costs_and_refund_are_as_they_are_set() {
    let budget = RetryBudget::new().capacity(1_000).cost(30).throttling_cost(11).refund(7);
    let _ = ask(&budget, &Service::new(&[BUSY, THROTTLED, BUSY, BUSY])).await;
    assert_eq!(budget.available(), 1_000 - 30 - 11 - 30);
    assert_eq!(ask(&budget, &Service::new(&[DONE])).await, Ok(1));
    assert_eq!(budget.available(), 936);
}

#[tokio::test(start_paused = true)]
async fn the_dearest_retry_is_no_overflow() {
    let budget = RetryBudget::new().capacity(u32::MAX).cost(u32::MAX);
    assert_eq!(load(&budget, &Service::new(&[BUSY, DONE])).await, Ok(2));
    assert_eq!(budget.available(), u32::MAX);
}
