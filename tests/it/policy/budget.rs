//! The budget of a policy: all functions that use it pay to one bucket.

use std::time::Duration;

use retry_runtime::{CircuitBreaker, RetryBudget, policy, retry};
use tokio::time::timeout;

use crate::common::limited::Error;
use crate::common::{Service, Step};

/// A policy with a budget, and two functions that share it: by an error type, and as limits alone.
macro_rules! shared_by_two {
    ($($name:ident: $($error:ident)? [$($keys:tt)*] [$($own:tt)*];)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            static BUDGET: RetryBudget = RetryBudget::new();
            policy! {
                static POLICY $(: $error)? = (max = 3, backoff = fixed(10s), $($keys)* budget = BUDGET);
            }
            #[retry(policy = POLICY, $($own)*)]
            async fn load(service: &Service) -> Result<usize, Error> {
                Ok(service.call()?)
            }
            #[retry(policy = POLICY, max = 2, $($own)* clone(text))]
            async fn store(service: &Service, text: String) -> Result<usize, Error> {
                drop(text);
                Ok(service.call()?)
            }
            let outage = || Service::new(&[Step::Busy; 3]);
            assert_eq!(load(&outage()).await, Err(Error::Busy(3)));
            assert_eq!(BUDGET.available(), 500 - 2 * 14);
            assert_eq!(store(&outage(), String::new()).await, Err(Error::Busy(2)));
            assert_eq!(BUDGET.available(), 500 - 3 * 14);
            assert_eq!(load(&Service::new(&[Step::Busy, Step::Done])).await, Ok(2));
            assert_eq!(BUDGET.available(), 500 - 3 * 14, "what the retry cost is given back");
            assert_eq!(store(&Service::new(&[Step::Done]), String::new()).await, Ok(1));
            assert_eq!(BUDGET.available(), 500 - 3 * 14 + 1);

            let dropped = timeout(Duration::from_secs(5), load(&outage())).await;
            assert!(dropped.is_err());
            assert_eq!(BUDGET.available(), 500 - 3 * 14 + 1, "a retry that is not sent is paid back");

            for _ in 0..40 {
                assert!(load(&outage()).await.is_err());
            }
            assert_eq!(load(&outage()).await, Err(Error::Busy(1)), "the bucket is empty");
            assert_eq!(store(&outage(), String::new()).await, Err(Error::Busy(1)), "for both");
        }
    )*};
}

shared_by_two! {
    with_an_error_type: Error [retryable = [Error::Busy],] [];
    as_limits_alone: [] [retryable = [Error::Busy],];
}

#[tokio::test(start_paused = true)]
async fn a_breaker_that_refuses_the_retry_has_it_paid_back() {
    static BUDGET: RetryBudget = RetryBudget::new();
    static BREAKER: CircuitBreaker = CircuitBreaker::new("of the policy");
    static OWN: CircuitBreaker = CircuitBreaker::new("of the function");
    policy! {
        static POLICY: Error = (max = 3, backoff = fixed(10s), retryable = [Error::Busy], breaker(BREAKER), budget = BUDGET);
    }
    #[retry(policy = POLICY, breaker(OWN), on_retry = |_| breaker.force_open())]
    async fn load(service: &Service, breaker: &CircuitBreaker) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    for breaker in [&BREAKER, &OWN] {
        let service = Service::new(&[Step::Busy; 3]);
        assert!(matches!(load(&service, breaker).await, Err(Error::Open(_))));
        assert_eq!((service.calls(), BUDGET.available()), (1, 500));
        breaker.reset();
    }
}

#[test]
fn a_blocking_function_pays_too() {
    static BUDGET: RetryBudget = RetryBudget::new();
    policy! {
        static POLICY: Error = (max = 3, backoff = none, retryable = [Error::Busy], budget = BUDGET);
    }
    #[retry(policy = POLICY, blocking)]
    fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    assert_eq!(load(&Service::new(&[Step::Busy; 3])), Err(Error::Busy(3)));
    assert_eq!(BUDGET.available(), 500 - 2 * 14);
}

/// A policy without a budget leaves it to the function.
#[tokio::test(start_paused = true)]
async fn a_function_brings_its_own() {
    static BUDGET: RetryBudget = RetryBudget::new();
    policy! {
        static POLICY: Error = (max = 3, backoff = none, retryable = [Error::Busy]);
    }
    #[retry(policy = POLICY, budget = BUDGET)]
    async fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    assert_eq!(load(&Service::new(&[Step::Busy; 3])).await, Err(Error::Busy(3)));
    assert_eq!(BUDGET.available(), 500 - 2 * 14);
}
