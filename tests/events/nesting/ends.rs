//! The ends of the inner call: after retries, each is seen.

use std::future::ready;

use retry_runtime::{CircuitBreaker, RetryBudget, retry};

use crate::common::limited::Error;
use crate::nesting::pairs;

/// The pairs that three attempts of a function tell of; they fail as this does.
macro_rules! outer {
    ($name:literal, $inner:expr) => {{
        #[retry(max = 3, backoff = none, retryable = [Error::Busy, Error::Gone, Error::Open], name = $name)]
        async fn outer() -> Result<(), Error> {
            $inner
        }
        pairs(outer()).await
    }};
}

#[tokio::test(start_paused = true)]
async fn a_deadline() {
    #[retry(max = 9, backoff = fixed(2s), within = 3s, retryable = [Error::Busy], name = "deadline.inner")]
    async fn inner() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    assert_eq!(outer!("deadline.outer", inner().await), ["deadline.outer > deadline.inner"]);
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_took_too_long() {
    #[retry(max = 9, backoff = fixed(1s), within = 3500ms, retryable = [Error::Busy], name = "hook_late.inner",
        on_retry = |_| tokio::time::sleep(std::time::Duration::from_secs(1)).await)]
    async fn inner() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    assert_eq!(outer!("hook_late.outer", inner().await), ["hook_late.outer > hook_late.inner"]);
}

#[tokio::test]
async fn an_error_that_is_not_retried() {
    #[retry(max = 9, backoff = none, retryable = [Error::Busy], name = "answer.inner", attempt = n)]
    async fn inner() -> Result<(), Error> {
        Err(if n.number() == 1 { Error::Busy(0) } else { Error::Gone(0) })
    }
    assert_eq!(outer!("answer.outer", inner().await), ["answer.outer > answer.inner"]);
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_wait() {
    use tokio::time::{Duration, sleep};
    #[retry(max = 9, backoff = exp(1s), retryable = [Error::Busy], cancel = sleep(Duration::from_millis(1500)),
        name = "cancelled.inner")]
    async fn inner() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 9, backoff = fixed(1s), retryable = [Error::Busy], cancel = ready(()), name = "cancelled.at_once")]
    async fn at_once() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    assert_eq!(outer!("cancelled.outer", inner().await), ["cancelled.outer > cancelled.inner"]);
    assert!(outer!("cancelled.once", at_once().await).is_empty(), "it had no retry");
}

#[tokio::test]
async fn a_budget() {
    static BUDGET: RetryBudget = RetryBudget::new().capacity(5).cost(1);
    #[retry(max = 4, backoff = none, retryable = [Error::Busy], budget = BUDGET, name = "budget.inner")]
    async fn inner() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    // Three retries in the first attempt, two in the second, and none in the third.
    assert_eq!(outer!("budget.outer", inner().await), ["budget.outer > budget.inner"]);
}

#[tokio::test]
async fn a_breaker_that_opens() {
    #[retry(max = 9, backoff = none, retryable = [Error::Busy], breaker(breaker), name = "opens.inner")]
    async fn inner(breaker: CircuitBreaker) -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    let told = outer!("opens.outer", inner(CircuitBreaker::new("opens").consecutive(2)).await);
    assert_eq!(told, ["opens.outer > opens.inner"]);
    let told = outer!("opens.at_once", inner(CircuitBreaker::new("opens").consecutive(1)).await);
    assert!(told.is_empty(), "it had no retry: {told:?}");
}

/// Somebody else has opened it in the wait.
#[tokio::test]
async fn a_breaker_that_refuses_the_next_attempt() {
    #[retry(max = 9, backoff = none, retryable = [Error::Busy], breaker(breaker), name = "refuses.inner",
        on_retry = |retry| if retry.attempt == last { breaker.force_open() })]
    async fn inner(breaker: CircuitBreaker, last: u32) -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    assert_eq!(
        outer!("refuses.outer", inner(CircuitBreaker::new("refuses"), 2).await),
        ["refuses.outer > refuses.inner"]
    );
    let told = outer!("refuses.at_once", inner(CircuitBreaker::new("refuses"), 1).await);
    assert!(told.is_empty(), "it had no retry: {told:?}");
}

/// An answer is no failure, also after retries.
#[tokio::test]
async fn an_answer_that_was_expected() {
    #[retry(max = 9, backoff = none, expected = [Error::Gone], retryable = [Error::Busy], attempt = n, name = "expected.inner")]
    async fn inner() -> Result<(), Error> {
        Err(if n.number() == 3 { Error::Gone(0) } else { Error::Busy(0) })
    }
    let told = outer!("expected.outer", inner().await);
    assert!(told.is_empty(), "{told:?}");
}
