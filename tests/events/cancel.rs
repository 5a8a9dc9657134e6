//! What each end of a call tells that can be cancelled.

use std::time::Duration;

use retry_runtime::retry;
use tokio::time::{Instant, sleep_until};

use crate::common::events::{ended, events};
use crate::common::limited::Error;
use crate::common::{Service, Step};

#[retry(max = 3, backoff = exp(1s), retryable = [Error::Busy], cancel = sleep_until(stop), name = "load")]
async fn load(service: &Service, stop: Instant) -> Result<usize, Error> {
    Ok(service.call()?)
}

/// The events of a call that is cancelled after so many milliseconds.
async fn told(script: &[Step], stop: u64) -> Vec<String> {
    let stop = Instant::now() + Duration::from_millis(stop);
    events(load(&Service::new(script), stop)).await.1
}

const BUSY: &str = "retry.rule=\"Error::Busy\" error=\"busy\"";

fn retrying(attempt: u32, millis: u32) -> String {
    format!(
        "WARN retry \"attempt failed, retrying\" retry.name=\"load\" retry.attempt={attempt} retry.max=3 \
         retry.delay_ms={millis} {BUSY}"
    )
}

fn gave_up(attempt: u32, outcome: &str, rule: &str) -> String {
    format!(
        "{} \"gave up\" retry.name=\"load\" retry.attempt={attempt} retry.max=3 retry.outcome=\"{outcome}\" {rule}",
        ended(outcome)
    )
}

#[tokio::test(start_paused = true)]
async fn cancelled_in_a_wait() {
    assert_eq!(told(&[Step::Busy], 500).await, [retrying(1, 1_000), gave_up(1, "cancelled", BUSY)]);
    let second = [retrying(1, 1_000), retrying(2, 2_000), gave_up(2, "cancelled", BUSY)];
    assert_eq!(told(&[Step::Busy, Step::Busy], 1_500).await, second);
}

#[tokio::test(start_paused = true)]
async fn cancelled_before_the_call() {
    assert_eq!(told(&[Step::Busy], 0).await, [retrying(1, 1_000), gave_up(1, "cancelled", BUSY)]);
    assert_eq!(told(&[Step::Done], 0).await, Vec::<String>::new());
}

#[tokio::test(start_paused = true)]
async fn an_end_without_a_wait_is_told_as_ever() {
    let rule = "retry.rule=\"not in `retryable`\" error=\"gone\"";
    assert_eq!(told(&[Step::Gone], 0).await, [gave_up(1, "not_retryable", rule)]);
    let recovered = "INFO retry \"recovered\" retry.name=\"load\" retry.attempt=2 retry.max=3".to_owned();
    assert_eq!(told(&[Step::Busy, Step::Done], 9_000).await, [retrying(1, 1_000), recovered]);
    let exhausted = [retrying(1, 1_000), retrying(2, 2_000), gave_up(3, "exhausted", BUSY)];
    assert_eq!(told(&[Step::Busy; 3], 9_000).await, exhausted);
}
