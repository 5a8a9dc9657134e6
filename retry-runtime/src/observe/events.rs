//! The events of a call, for `tracing`, and what else hears of them: metrics and counts.

use std::fmt::Display;
use std::time::Duration;

use tracing::{debug, error, info, warn};

use crate::observe::ending::Ending;
use crate::observe::function::Function;
use crate::observe::redact;

// Numbers are `i64`: OpenTelemetry has no other integers, and its layer makes text of unsigned ones.

/// A failed attempt: who, which, and why it is classified as it is.
#[derive(Debug, Clone, Copy)]
pub struct Failure {
    pub function: &'static Function,
    pub attempt: u32,
    /// The limit in force when it failed, by which the call goes on or ends: read once, so that all say the same.
    pub max: u32,
    pub rule: &'static str,
}

/// An attempt has failed, and there is to be another after this wait.
#[inline]
pub fn retrying(failure: &Failure, wait: Duration, error: &dyn Display) {
    warn!(
        target: "retry",
        {
        retry.name = failure.function.name,
        retry.attempt = i64::from(failure.attempt),
        retry.max = i64::from(failure.max),
        retry.delay_ms = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX),
        retry.rule = failure.rule,
        error = redact::text(error).as_str()
        },
        "attempt failed, retrying"
    );
    #[cfg(feature = "metrics")]
    crate::observe::metrics::retrying(failure.function, wait);
    #[cfg(feature = "registry")]
    {
        failure.function.counters.retrying();
        failure.function.counters.failed(error);
    }
}

/// The event of a call that ends with an error. Each way has a target of its own, so that a filter can tell an exhausted call,
/// which somebody should look at, from an answer, which is everyday business.
macro_rules! ended_with {
    ($name:ident, $event:ident, $target:literal, $message:literal) => {
        #[inline(never)]
        fn $name(failure: &Failure, ending: Ending, error: &dyn Display) {
            $event!(
                target: $target,
                {
                    retry.name = failure.function.name,
                    retry.attempt = i64::from(failure.attempt),
                    retry.max = i64::from(failure.max),
                    retry.outcome = ending.as_str(),
                    retry.rule = failure.rule,
                    error = redact::text(error).as_str()
                },
                $message
            );
        }
    };
}

ended_with!(expected, debug, "retry::expected", "expected answer");
ended_with!(not_retryable, warn, "retry::not_retryable", "gave up");
ended_with!(cancelled, info, "retry::cancelled", "gave up");
ended_with!(limited, error, "retry::gave_up", "gave up");

/// The call ends with an error.
#[inline]
pub fn gave_up(failure: &Failure, ending: Ending, error: &dyn Display) {
    match ending {
        Ending::Expected => expected(failure, ending, error),
        Ending::NotRetryable => not_retryable(failure, ending, error),
        Ending::Cancelled => cancelled(failure, ending, error),
        _ => limited(failure, ending, error),
    }
    #[cfg(feature = "registry")]
    if ending != Ending::Expected {
        failure.function.counters.failed(error);
    }
}

/// The call has succeeded after failures.
#[inline]
pub fn recovered(function: &'static Function, attempt: u32) {
    info!(
        target: "retry",
        {
        retry.name = function.name,
        retry.attempt = i64::from(attempt),
        retry.max = i64::from(function.limit())
        },
        "recovered"
    );
}

#[cold]
pub fn refused(function: &'static Function, attempt: u32, breaker: &str) {
    error!(
        target: "retry::gave_up",
        {
            retry.name = function.name,
            retry.attempt = i64::from(attempt),
            retry.max = i64::from(function.limit()),
            retry.outcome = Ending::BreakerOpen.as_str(),
            retry.breaker = breaker,
        },
        "gave up"
    );
}

/// The attempts of a call are multiplied by those of one around it.
#[cold]
pub fn multiply(outer: &Failure, inner: &'static Function) {
    let (max, inner_max) = (i64::from(outer.max), i64::from(inner.limit()));
    warn!(
        target: "retry",
        {
        retry.name = outer.function.name,
        retry.max = max,
        retry.inner = inner.name,
        retry.inner_max = inner_max,
        retry.product = max.saturating_mul(inner_max)
        },
        "retries multiply"
    );
}

/// A call is over, whichever way.
#[cfg(any(feature = "metrics", feature = "registry"))]
#[inline]
pub fn ended(function: &'static Function, ending: Ending, retried: bool) {
    if ending == Ending::Succeeded {
        succeeded(function);
    } else {
        ended_otherwise(function, ending, retried);
    }
}

/// A call has succeeded at once. No event: most calls do.
#[cfg(any(feature = "metrics", feature = "registry"))]
fn succeeded(function: &'static Function) {
    #[cfg(feature = "metrics")]
    crate::observe::metrics::succeeded(function);
    #[cfg(feature = "registry")]
    function.counters.ended(Ending::Succeeded);
}

#[cfg(any(feature = "metrics", feature = "registry"))]
#[cfg_attr(not(feature = "metrics"), expect(unused_variables, reason = "the list does not tell"))]
fn ended_otherwise(function: &'static Function, ending: Ending, retried: bool) {
    #[cfg(feature = "metrics")]
    crate::observe::metrics::ended(function, ending, retried);
    #[cfg(feature = "registry")]
    function.counters.ended(ending);
}
