//! A retried function.

use std::time::Duration;

use retry_runtime::{Counts, Ending, LastError};
use serde::{Serialize, Serializer};

use super::list::List;
use super::millis::{Millis, millis};
use crate::counted::Counted;
use crate::now;

/// What its attribute says, and what its calls came to.
#[derive(Debug, Serialize)]
pub struct Function {
    name: &'static str,
    file: &'static str,
    line: u32,
    policy: Option<&'static str>,
    max: u32,
    tightened: Option<u32>,
    waits_ms: Vec<Millis>,
    jitter: Option<String>,
    hint_ms: Option<Millis>,
    attempt_timeout_ms: Option<Millis>,
    within_ms: Option<Millis>,
    worst_case_ms: Millis,
    lists: Vec<List>,
    classified: bool,
    by: Option<&'static str>,
    breakers: Vec<&'static str>,
    budget: Option<&'static str>,
    multiplies: Vec<&'static str>,
    calls: u64,
    outcomes: Outcomes,
    retries: u64,
    rates: Option<Rates>,
    last_error: Option<Failure>,
}

impl From<now::Function> for Function {
    fn from(function: now::Function) -> Self {
        let multiplies = function.multiplies().to_vec();
        let now::Function { site, total, recent, .. } = function;
        Self {
            name: site.name,
            file: site.file,
            line: site.line,
            policy: site.policy,
            max: site.max,
            tightened: site.tightened,
            waits_ms: millis(site.waits),
            jitter: site.jitter,
            hint_ms: site.hint.map(Millis),
            attempt_timeout_ms: site.attempt_timeout.map(Millis),
            within_ms: site.within.map(Millis),
            worst_case_ms: Millis(site.worst_case),
            lists: site.lists.into_iter().map(List::from).collect(),
            classified: site.classified,
            by: site.by,
            breakers: site.breakers,
            budget: site.budget,
            multiplies,
            calls: total.calls,
            retries: site.counts.retries(),
            outcomes: Outcomes(site.counts),
            rates: recent.map(Rates::from),
            last_error: site.last_error.map(Failure::from),
        }
    }
}

/// The calls that ended in the time before this answer.
#[derive(Debug, Serialize)]
struct Rates {
    window_ms: Millis,
    calls: u64,
    failed: u64,
}

impl From<(Duration, Counted)> for Rates {
    fn from((window, Counted { failed, calls }): (Duration, Counted)) -> Self {
        Self { window_ms: Millis(window), calls, failed }
    }
}

#[derive(Debug, Serialize)]
struct Failure {
    text: String,
    age_ms: Millis,
}

impl From<LastError> for Failure {
    fn from(error: LastError) -> Self {
        Self { text: error.text, age_ms: Millis(error.age) }
    }
}

/// Every outcome and its number, zeros too, so that a query never meets a field that is not there yet.
#[derive(Debug)]
struct Outcomes(Counts);

impl Serialize for Outcomes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Ending::ALL.map(|ending| (ending.as_str(), self.0.ended(ending))))
    }
}
