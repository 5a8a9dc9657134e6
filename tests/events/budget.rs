//! What the end of a budget tells, and that of a call that another limit ends.

use std::time::Duration;

use retry_runtime::{CircuitBreaker, RetryBudget, retry};

use crate::common::events::{ended, events};
use crate::common::limited::Error;
use crate::common::{Service, Step};

#[retry(max = 9, backoff = fixed(2s), retryable = [Error::Busy], within = 7s, breaker(breaker), budget = budget, name = "load")]
async fn load(breaker: &CircuitBreaker, budget: &RetryBudget, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

/// How often the call waits, and why it ends.
async fn told(breaker: CircuitBreaker, budget: RetryBudget, script: &[Step]) -> (usize, String) {
    let (_, lines) = events(load(&breaker, &budget, &Service::new(script))).await;
    let waits = lines.iter().filter(|line| line.contains("attempt failed, retrying")).count();
    (waits, lines.last().unwrap().clone())
}

fn gave_up(attempt: u32, outcome: &str, rule: &str, error: &str) -> String {
    format!(
        "{} \"gave up\" retry.name=\"load\" retry.attempt={attempt} retry.max=9 retry.outcome=\"{outcome}\" \
         retry.rule=\"{rule}\" error=\"{error}\"",
        ended(outcome)
    )
}

fn breaker() -> CircuitBreaker {
    CircuitBreaker::new("service")
}

fn tokens(tokens: u32) -> RetryBudget {
    RetryBudget::new().capacity(tokens)
}

#[tokio::test(start_paused = true)]
async fn no_tokens() {
    let end = gave_up(3, "budget_exhausted", "Error::Busy", "busy");
    assert_eq!(told(breaker(), tokens(32), &[Step::Busy; 3]).await, (2, end));
}

#[tokio::test(start_paused = true)]
async fn what_another_limit_ends_is_told_as_such_though_there_are_no_tokens_either() {
    let (opens, none) = (breaker().consecutive(1).open_for(Duration::from_secs(60)), || tokens(0));
    let end = gave_up(1, "breaker_open", "Error::Busy", "busy");
    assert_eq!(told(opens, none(), &[Step::Busy]).await, (0, end));
    let end = gave_up(1, "not_retryable", "not in `retryable`", "gone");
    assert_eq!(told(breaker(), none(), &[Step::Gone]).await, (0, end));
    let end = gave_up(4, "deadline", "Error::Busy", "busy");
    assert_eq!(told(breaker(), tokens(42), &[Step::Busy; 4]).await, (3, end));
}
