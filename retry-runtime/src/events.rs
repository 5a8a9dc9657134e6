use std::time::Duration;

use tracing::{error, info, warn};

use crate::decision::Decision;
use crate::site::Site;

/// Why a call ended with an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GaveUp {
    NotRetryable,
    Exhausted,
    Deadline,
    HintTooLong,
}

impl GaveUp {
    const fn as_str(self) -> &'static str {
        match self {
            Self::NotRetryable => "not_retryable",
            Self::Exhausted => "exhausted",
            Self::Deadline => "deadline",
            Self::HintTooLong => "hint_too_long",
        }
    }
}

/// A failed attempt: who, which, and why it is classified as it is. `error` is the name of the error's type.
#[derive(Debug, Clone, Copy)]
pub struct Failure {
    pub site: &'static Site,
    pub attempt: u32,
    pub decision: Decision,
    pub error: &'static str,
}

#[cold]
pub fn retrying(failure: Failure, wait: Duration) {
    warn!(
        target: "retry",
        {
        retry.name = failure.site.name,
        retry.attempt = failure.attempt,
        retry.max = failure.site.max,
        retry.delay_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
        retry.rule = failure.decision.rule,
        error = failure.error
        },
        "attempt failed, retrying"
    );
}

#[cold]
pub fn gave_up(failure: Failure, reason: GaveUp) {
    error!(
        target: "retry",
        {
        retry.name = failure.site.name,
        retry.attempt = failure.attempt,
        retry.max = failure.site.max,
        retry.outcome = reason.as_str(),
        retry.rule = failure.decision.rule,
        error = failure.error
        },
        "gave up"
    );
}

#[cold]
pub fn recovered(site: &'static Site, attempt: u32) {
    info!(
        target: "retry",
        {
        retry.name = site.name,
        retry.attempt = attempt,
        retry.max = site.max
        },
        "recovered"
    );
}
