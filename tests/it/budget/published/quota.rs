//! The rules of the bucket, one by one.

use std::future::pending;

use super::*;
use crate::common::limited::Error;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Response {
    Ok,
    /// A status that is retried.
    Failed,
    /// A status that is not.
    Rejected,
    Throttled,
    /// None, until the time of the attempt is up.
    TimedOut,
}

use Response::{Failed, Ok as Succeeded, Rejected, Throttled, TimedOut};

/// The tokens that are left after each response.
struct Quota<'a> {
    budget: &'a RetryBudget,
    responses: &'a [Response],
    left: Mutex<Vec<u32>>,
}

#[retry(
    max = 3,
    backoff = fixed(50ms),
    attempt_timeout = 1s,
    retryable = [Error::Busy, Error::Timeout],
    hint(|error| matches!(error, Error::Busy(429)).then_some(Duration::from_secs(1)), cap = 60s),
    budget = quota.budget,
    attempt = n,
    on_retry = |_| quota.note(),
)]
async fn send(quota: &Quota<'_>) -> Result<(), Error> {
    match quota.responses[n.number() as usize - 1] {
        Succeeded => Ok(()),
        Failed => Err(Error::Busy(500)),
        Throttled => Err(Error::Busy(429)),
        Rejected => Err(Error::Gone(400)),
        TimedOut => pending().await,
    }
}

impl Quota<'_> {
    fn note(&self) {
        self.left.lock().unwrap().push(self.budget.available());
    }
}

/// What is left after each response of a call.
async fn left(budget: &RetryBudget, responses: &[Response]) -> Vec<u32> {
    let quota = Quota { budget, responses, left: Mutex::default() };
    let outcome = send(&quota).await;
    assert_eq!(outcome.is_ok(), responses.last() == Some(&Succeeded), "{outcome:?}");
    quota.note();
    quota.left.into_inner().unwrap()
}

#[tokio::test(start_paused = true)]
async fn throttling_costs_5_and_all_else_14() {
    assert_eq!(left(&RetryBudget::new(), &[Throttled, Rejected]).await[0], 495);
    assert_eq!(left(&RetryBudget::new(), &[Failed, Rejected]).await[0], 486);
    assert_eq!(left(&RetryBudget::new(), &[TimedOut, Rejected]).await[0], 486);
}

#[tokio::test(start_paused = true)]
async fn a_success_gives_back_what_the_retry_cost() {
    assert_eq!(left(&RetryBudget::new(), &[Failed, Succeeded]).await, [486, 500]);
    assert_eq!(left(&RetryBudget::new(), &[Throttled, Succeeded]).await, [495, 500]);
}

#[tokio::test(start_paused = true)]
async fn a_final_failure_gives_nothing_back() {
    assert_eq!(left(&RetryBudget::new(), &[Failed, Rejected]).await, [486, 486]);
}

#[tokio::test(start_paused = true)]
async fn a_success_without_retries_gives_1() {
    let budget = RetryBudget::new();
    assert_eq!(left(&budget, &[Failed, Rejected]).await, [486, 486]);
    assert_eq!(left(&budget, &[Succeeded]).await, [487]);
}

#[tokio::test(start_paused = true)]
async fn a_bucket_of_14_pays_once() {
    assert_eq!(left(&RetryBudget::new().capacity(14), &[Failed, Failed]).await, [0, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_final_failure_without_a_retry_changes_nothing() {
    let budget = RetryBudget::new().cost(50);
    assert_eq!(left(&budget, &[Failed, Rejected]).await, [450, 450]);
    let budget = budget.cost(14);
    assert_eq!(left(&budget, &[Rejected]).await, [450]);
}
