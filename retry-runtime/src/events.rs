use std::time::Duration;

use tracing::{error, info, warn};

use crate::circuit::{Change, Settings};
use crate::decision::Decision;
use crate::error::CircuitOpen;
use crate::site::Site;

/// Why a call ended with an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GaveUp {
    NotRetryable,
    Exhausted,
    Deadline,
    HintTooLong,
    BreakerOpen,
    BudgetExhausted,
    Cancelled,
    SwitchedOff,
}

impl GaveUp {
    const fn as_str(self) -> &'static str {
        match self {
            Self::NotRetryable => "not_retryable",
            Self::Exhausted => "exhausted",
            Self::Deadline => "deadline",
            Self::HintTooLong => "hint_too_long",
            Self::BreakerOpen => "breaker_open",
            Self::BudgetExhausted => "budget_exhausted",
            Self::Cancelled => "cancelled",
            Self::SwitchedOff => "switched_off",
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

#[cold]
pub fn refused(site: &'static Site, attempt: u32, open: &CircuitOpen) {
    error!(
        target: "retry",
        {
            retry.name = site.name,
            retry.attempt = attempt,
            retry.max = site.max,
            retry.outcome = GaveUp::BreakerOpen.as_str(),
            retry.breaker = open.breaker(),
        },
        "gave up"
    );
}

#[cold]
pub fn breaker(name: &'static str, settings: &Settings, change: Change) {
    let opened = |reason: &'static str, failures: u32| {
        warn!(
            target: "retry",
            {
                retry.breaker = name,
                retry.reason = reason,
                retry.failures = failures,
                retry.window = settings.window,
                retry.open_ms = u64::try_from(settings.open_for.as_millis()).unwrap_or(u64::MAX),
            },
            "breaker opened"
        );
    };
    match change {
        Change::TooManyFailures(failures) => opened("too_many_failures", failures),
        Change::ProbeFailed => opened("probe_failed", 1),
        Change::ForcedOpen => {
            warn!(target: "retry", { retry.breaker = name, retry.reason = "forced" }, "breaker opened");
        }
        Change::Probing => {
            info!(target: "retry", { retry.breaker = name, retry.probes = settings.probes }, "breaker half-open");
        }
        Change::ProbesSucceeded => {
            info!(target: "retry", { retry.breaker = name, retry.reason = "probes_succeeded" }, "breaker closed");
        }
        Change::Reset => info!(target: "retry", { retry.breaker = name, retry.reason = "reset" }, "breaker closed"),
    }
}
