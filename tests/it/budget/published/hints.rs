//! Throttling, and answers that say when to come back. An AWS SDK knows throttling by the code of the error, and the header says
//! nothing of it; here the classification has no such word, and what gives a wait is throttling.

use super::Answer::{Asks, Throttled, ThrottledFor};
use super::*;

/// The steps of a call that fails once.
async fn steps_after(answer: Answer) -> Vec<Step> {
    let budget = RetryBudget::new();
    Call::new(&budget, &[answer]).steps(standard).await
}

#[tokio::test(start_paused = true)]
async fn throttling_error_token_bucket_drain_and_backoff_duration() {
    assert_eq!(steps_after(ThrottledFor("1000")).await, [retry_after(1_000, 495), end("success", 500)]);
}

/// Differs: theirs leaves 495.
#[tokio::test(start_paused = true)]
async fn throttling_that_gives_no_wait_costs_as_any_failure() {
    assert_eq!(steps_after(Throttled).await, [retry_after(1_000, 486), end("success", 500)]);
}

/// Differs: theirs leaves 486, for the status is 500.
#[tokio::test(start_paused = true)]
async fn honor_x_amz_retry_after_header() {
    assert_eq!(steps_after(Asks("1500")).await, [retry_after(1_500, 495), end("success", 500)]);
}

#[tokio::test(start_paused = true)]
async fn x_amz_retry_after_minimum_is_exponential_backoff_duration() {
    assert_eq!(steps_after(Asks("0")).await, [retry_after(50, 486), end("success", 500)]);
}

/// Differs: theirs waits 5 050 ms, and leaves 486. A wait that a service asks for is never made shorter here: one over the cap
/// of `hint(..)` ends the call.
#[tokio::test(start_paused = true)]
async fn x_amz_retry_after_maximum_is_5_and_exponential_backoff_duration() {
    assert_eq!(steps_after(Asks("10000")).await, [retry_after(10_000, 495), end("success", 500)]);
}

#[tokio::test(start_paused = true)]
async fn invalid_x_amz_retry_after_falls_back_to_exponential_backoff() {
    assert_eq!(steps_after(Asks("invalid")).await, [retry_after(50, 486), end("success", 500)]);
}
