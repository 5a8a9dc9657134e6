use std::fmt::Display;
use std::time::Duration;

use tracing::{error, info, warn};

use crate::circuit::{Change, Settings};
use crate::decision::Decision;
use crate::ending::Ending;
use crate::error::CircuitOpen;
use crate::redact;
use crate::site::Site;

// Numbers are `i64`: OpenTelemetry has no other integers, and its layer makes text of unsigned ones.

/// A failed attempt: who, which, and why it is classified as it is.
#[derive(Debug, Clone, Copy)]
pub struct Failure {
    pub site: &'static Site,
    pub attempt: u32,
    pub decision: Decision,
}

#[cold]
pub fn retrying(failure: Failure, wait: Duration, error: &dyn Display) {
    warn!(
        target: "retry",
        {
        retry.name = failure.site.name,
        retry.attempt = i64::from(failure.attempt),
        retry.max = i64::from(failure.site.max),
        retry.delay_ms = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX),
        retry.rule = failure.decision.rule,
        error = redact::text(error).as_str()
        },
        "attempt failed, retrying"
    );
    #[cfg(feature = "metrics")]
    crate::metrics::retrying(failure.site, wait);
    #[cfg(feature = "registry")]
    {
        failure.site.counters.retrying();
        failure.site.counters.failed(error);
    }
}

#[cold]
pub fn gave_up(failure: Failure, ending: Ending, error: &dyn Display) {
    error!(
        target: "retry",
        {
        retry.name = failure.site.name,
        retry.attempt = i64::from(failure.attempt),
        retry.max = i64::from(failure.site.max),
        retry.outcome = ending.as_str(),
        retry.rule = failure.decision.rule,
        error = redact::text(error).as_str()
        },
        "gave up"
    );
    #[cfg(feature = "registry")]
    failure.site.counters.failed(error);
}

#[cold]
pub fn recovered(site: &'static Site, attempt: u32) {
    info!(
        target: "retry",
        {
        retry.name = site.name,
        retry.attempt = i64::from(attempt),
        retry.max = i64::from(site.max)
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
            retry.attempt = i64::from(attempt),
            retry.max = i64::from(site.max),
            retry.outcome = Ending::BreakerOpen.as_str(),
            retry.breaker = open.breaker(),
        },
        "gave up"
    );
}

/// A call is over, whichever way.
#[cfg(any(feature = "metrics", feature = "registry"))]
#[cfg_attr(not(feature = "metrics"), expect(unused_variables, reason = "the list does not tell"))]
pub fn ended(site: &'static Site, ending: Ending, retried: bool) {
    #[cfg(feature = "metrics")]
    crate::metrics::ended(site, ending, retried);
    #[cfg(feature = "registry")]
    site.counters.ended(ending);
}

#[cold]
pub fn breaker(name: &'static str, settings: &Settings, change: Change) {
    let opened = |reason: &'static str, failures: u32| {
        warn!(
            target: "retry",
            {
                retry.breaker = name,
                retry.reason = reason,
                retry.failures = i64::from(failures),
                retry.window = i64::from(settings.window),
                retry.open_ms = i64::try_from(settings.open_for.as_millis()).unwrap_or(i64::MAX),
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
            info!(target: "retry", { retry.breaker = name, retry.probes = i64::from(settings.probes) }, "breaker half-open");
        }
        Change::ProbesSucceeded => {
            info!(target: "retry", { retry.breaker = name, retry.reason = "probes_succeeded" }, "breaker closed");
        }
        Change::Reset => info!(target: "retry", { retry.breaker = name, retry.reason = "reset" }, "breaker closed"),
    }
}
