//! What loops by hand say of their retries: the events of `#[retry]`.

use std::fmt::Display;
use std::time::Duration;

const MAX: u32 = 3;

pub fn recovered(attempt: u32) {
    tracing::info!(retry.name = "load", retry.attempt = attempt, retry.max = MAX, "recovered");
}

pub fn retrying(attempt: u32, wait: Duration, error: &impl Display) {
    let wait = wait.as_millis();
    tracing::warn!(retry.name = "load", retry.attempt = attempt, retry.max = MAX, retry.delay_ms = wait, %error, "retrying");
}

pub fn gave_up(attempt: u32, worth_another: bool, error: &impl Display) {
    if worth_another {
        tracing::error!(retry.name = "load", retry.attempt = attempt, retry.max = MAX, %error, "gave up");
    } else {
        tracing::warn!(retry.name = "load", retry.attempt = attempt, retry.max = MAX, %error, "gave up");
    }
}
