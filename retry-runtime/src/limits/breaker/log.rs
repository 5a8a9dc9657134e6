//! The events of a breaker, for `tracing`.

use tracing::{info, warn};

use super::circuit::{Change, Settings};

/// A breaker has changed its state.
#[cold]
pub fn changed(name: &'static str, settings: &Settings, change: Change) {
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
