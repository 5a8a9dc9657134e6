//! The events of a breaker, for `tracing`.

use std::time::Duration;

use tracing::{info, warn};

use super::circuit::{Change, Why};
use super::settings::Settings;

/// A breaker has changed its state.
#[cold]
pub fn changed(name: &'static str, settings: &Settings, change: Change) {
    match change {
        Change::Opened(why, time) => opened(name, settings, why, time),
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

fn opened(name: &'static str, settings: &Settings, why: Why, time: Duration) {
    let (reason, failures) = match why {
        Why::TooManyFailures(failures) => ("too_many_failures", failures),
        Why::OnlyDropped(dropped) => ("only_dropped", dropped),
        Why::ProbeFailed => ("probe_failed", 1),
    };
    warn!(
        target: "retry",
        {
            retry.breaker = name,
            retry.reason = reason,
            retry.failures = i64::from(failures),
            retry.window = i64::from(settings.window),
            retry.open_ms = i64::try_from(time.as_millis()).unwrap_or(i64::MAX),
        },
        "breaker opened"
    );
}
