//! The metrics of calls, waits and breakers, for the `metrics` facade; with the feature `metrics`.

use std::time::Duration;

use metrics::{Key, Level, Metadata, Unit, counter, describe_counter, describe_gauge, describe_histogram};
use metrics::{gauge, histogram, with_recorder};

use crate::observe::ending::Ending;
use crate::observe::function::Function;

const CALLS: &str = "retry_calls_total";
const RETRIES: &str = "retry_retries_total";
const WAIT: &str = "retry_wait_seconds";
const BREAKER: &str = "retry_breaker_state";
const BUDGET: &str = "retry_budget_tokens";

/// Describes the metrics of this crate, with their units, to the recorder that is installed: call it once, after that. With
/// the feature `metrics`.
///
/// | metric | kind | labels | |
/// |---|---|---|---|
/// | `retry_calls_total` | counter | `name`, `outcome`, `retried` | calls that are over, also those that were dropped |
/// | `retry_retries_total` | counter | `name` | failed attempts after which there was to be another |
/// | `retry_wait_seconds` | histogram, in seconds | `name` | the waits between attempts, as they began |
/// | `retry_breaker_state` | gauge | `breaker` | 0 closed, 1 half-open, 2 open; set when it changes, and by `record_states` |
/// | `retry_budget_tokens` | gauge | `budget` | the tokens that are left; set by `record_states` alone |
///
/// `outcome` is `succeeded` (at once), `recovered` (after failures), `expected`, `not_retryable`, `exhausted`, `deadline`,
/// `hint_too_long`, `breaker_open`, `budget_exhausted`, `switched_off`, `cancelled` (also a future that was dropped) or
/// `panicked`. `retried` is `true` where a retry was decided on, whether or not it came to it. So the metrics of a function
/// have at most 24 + 2 combinations of labels, and names are those in the source: no value comes from a call.
pub fn describe_metrics() {
    describe_counter!(CALLS, Unit::Count, "calls of retried functions that are over, by how they ended");
    describe_counter!(
        RETRIES,
        Unit::Count,
        "failed attempts of retried functions after which there was to be another"
    );
    describe_histogram!(WAIT, Unit::Seconds, "waits between the attempts of retried functions");
    describe_gauge!(BREAKER, "state of a circuit breaker: 0 closed, 1 half-open, 2 open");
    describe_gauge!(BUDGET, Unit::Count, "tokens that are left in a retry budget");
}

/// A call has succeeded at once.
#[inline]
pub fn succeeded(function: &'static Function) {
    static METADATA: Metadata<'static> = Metadata::new(module_path!(), Level::INFO, Some(module_path!()));
    let key = function.succeeded_key.get_or_init(|| Key::from_static_parts(CALLS, &function.succeeded));
    with_recorder(|recorder| recorder.register_counter(key, &METADATA).increment(1));
}

/// A call is over, and has not succeeded at once.
pub fn ended(function: &Function, ending: Ending, retried: bool) {
    let retried = if retried { "true" } else { "false" };
    counter!(CALLS, "name" => function.name, "outcome" => ending.as_str(), "retried" => retried).increment(1);
}

/// A failed attempt is retried after this wait.
pub fn retrying(function: &Function, wait: Duration) {
    counter!(RETRIES, "name" => function.name).increment(1);
    histogram!(WAIT, "name" => function.name).record(wait);
}

/// The tokens that a budget has left.
#[cfg(feature = "registry")]
pub fn budget(name: &'static str, tokens: u32) {
    gauge!(BUDGET, "budget" => name).set(f64::from(tokens));
}

/// The state of a breaker has changed.
pub fn breaker(name: &'static str, state: impl Fn() -> f64) {
    let gauge = gauge!(BREAKER, "breaker" => name);
    // Who comes last must set what is true last. No lock could be held while foreign code runs, so each looks again after it
    // has set what it saw. A recorder that changes the breaker at every turn would keep us here for ever; it gets a few.
    for _ in 0..8 {
        let seen = state();
        gauge.set(seen);
        if state().total_cmp(&seen).is_eq() {
            break;
        }
    }
}
