//! A retry that is never sent costs nothing, whatever kept it back; one that is sent is spent.

use std::future::pending;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use futures_util::future::join_all;
use retry_runtime::{CircuitBreaker, RetryBudget, retry};
use tokio::time::{sleep, timeout};

use crate::common::limited::Error;
use crate::common::{Service, Step};

#[retry(max = 3, backoff = fixed(10s), retryable = [Error::Busy], budget = budget)]
async fn load(budget: &RetryBudget, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

/// Drops the call after so many seconds and a half.
async fn dropped_after<T>(seconds: u64, call: impl Future<Output = T>) {
    let cut = timeout(Duration::from_millis(1_000 * seconds + 500), call).await;
    assert!(cut.is_err(), "the call had ended by itself");
}

#[tokio::test(start_paused = true)]
async fn a_hundred_callers_that_leave_during_the_wait_cost_nothing() {
    let (budget, service) = (RetryBudget::new().capacity(1_400), Service::new(&[Step::Busy; 102]));
    dropped_after(5, async {
        let waiting = join_all((0..100).map(|_| load(&budget, &service)));
        let another = async {
            sleep(Duration::from_secs(1)).await;
            assert_eq!(budget.available(), 0, "all are paid for");
            assert_eq!(load(&budget, &service).await, Err(Error::Busy(101)));
        };
        tokio::join!(waiting, another)
    })
    .await;
    assert_eq!((budget.available(), service.calls()), (1_400, 101));
    dropped_after(5, load(&budget, &service)).await;
    assert_eq!((budget.available(), service.calls()), (1_400, 102));
}

#[tokio::test(start_paused = true)]
async fn only_the_retry_that_is_not_sent_comes_back() {
    let budget = RetryBudget::new();
    dropped_after(15, load(&budget, &Service::new(&[Step::Busy; 2]))).await;
    assert_eq!(budget.available(), 486);
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_is_dropped_was_sent() {
    #[retry(max = 3, backoff = fixed(10s), retryable = [Error::Busy], budget = budget, attempt = n)]
    async fn load(budget: &RetryBudget) -> Result<usize, Error> {
        if n.number() > 1 { pending().await } else { Err(Error::Busy(1)) }
    }
    let budget = RetryBudget::new();
    dropped_after(15, load(&budget)).await;
    assert_eq!(budget.available(), 486);
}

#[tokio::test(start_paused = true)]
async fn what_throttling_cost_comes_back_too() {
    #[retry(max = 3, retryable = [Error::Busy], hint(|_| Some(Duration::from_secs(10)), cap = 60s), budget = budget)]
    async fn load(budget: &RetryBudget) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    let budget = RetryBudget::new();
    dropped_after(15, load(&budget)).await;
    assert_eq!(budget.available(), 495);
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_wait_in_which_others_have_filled_the_bucket() {
    #[retry(max = 2, backoff = fixed(10s), retryable = [Error::Busy], budget = budget, cancel = sleep(cancel))]
    async fn cancelled(budget: &RetryBudget, cancel: Duration) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    let budget = RetryBudget::new().refund(100);
    let success = async {
        sleep(Duration::from_secs(1)).await;
        assert_eq!(budget.available(), 486);
        assert_eq!(load(&budget, &Service::new(&[Step::Done])).await, Ok(1));
        assert_eq!(budget.available(), 500);
    };
    let (outcome, ()) = tokio::join!(cancelled(&budget, Duration::from_secs(5)), success);
    assert_eq!((outcome, budget.available()), (Err(Error::Busy(1)), 500), "it holds no more");
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_takes_too_long_or_is_dropped() {
    #[retry(
        max = 2, backoff = fixed(1s), within = 30s, retryable = [Error::Busy], budget = budget,
        on_retry = |_| {
            assert_eq!(budget.available(), 486);
            sleep(hook).await;
        },
    )]
    async fn load(budget: &RetryBudget, hook: Duration) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    let budget = RetryBudget::new();
    assert_eq!(load(&budget, Duration::from_secs(30)).await, Err(Error::Busy(1)));
    assert_eq!(budget.available(), 500);
    dropped_after(20, load(&budget, Duration::from_secs(30))).await;
    assert_eq!(budget.available(), 500);
}

/// A breaker that a hook opens: it refuses the attempt after the wait.
#[tokio::test(start_paused = true)]
async fn a_breaker_that_refuses_after_the_wait() {
    #[retry(
        max = 3, backoff = fixed(1s), retryable = [Error::Busy], breaker(one), breaker(two), budget = budget,
        on_retry = |_| opens.force_open(),
    )]
    async fn load(
        one: &CircuitBreaker,
        two: &CircuitBreaker,
        opens: &CircuitBreaker,
        budget: &RetryBudget,
    ) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    let breakers = || (CircuitBreaker::new("one"), CircuitBreaker::new("two"), RetryBudget::new());
    let (one, two, budget) = breakers();
    assert!(matches!(load(&one, &two, &one, &budget).await, Err(Error::Open(open)) if open.breaker() == "one"));
    assert_eq!(budget.available(), 500);
    let (one, two, budget) = breakers();
    assert!(matches!(load(&one, &two, &two, &budget).await, Err(Error::Open(open)) if open.breaker() == "two"));
    assert_eq!(budget.available(), 500);
}

#[test]
fn a_function_that_blocks() {
    #[retry(
        max = 2, backoff = none, retryable = [Error::Busy], breaker(breaker), budget = budget, blocking,
        on_retry = |_| {
            assert_eq!(budget.available(), 486);
            hook(breaker);
        },
    )]
    fn load(breaker: &CircuitBreaker, budget: &RetryBudget, hook: fn(&CircuitBreaker)) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    let (breaker, budget) = (CircuitBreaker::new("service"), RetryBudget::new());
    let panics = || load(&breaker, &budget, |_| panic!("in a hook"));
    assert!(catch_unwind(AssertUnwindSafe(panics)).is_err());
    assert_eq!(budget.available(), 500);
    assert!(matches!(load(&breaker, &budget, CircuitBreaker::force_open), Err(Error::Open(_))));
    assert_eq!(budget.available(), 500);
    breaker.reset();
    assert_eq!(load(&breaker, &budget, |_| ()), Err(Error::Busy(1)));
    assert_eq!(budget.available(), 486, "what is sent is spent");
}
