//! What `/retries.json` says. Tools rely on the names of the fields: add some, and keep those that are there.

use std::time::Duration;

use retry_runtime::{Counts, Ending, LastError, SiteSnapshot};
use serde::{Serialize, Serializer};

use crate::breakers::Breaker;

/// The whole answer.
#[derive(Debug, Serialize)]
pub struct Retries {
    functions: Vec<Function>,
    breakers: Vec<Circuit>,
}

impl Retries {
    /// These functions and breakers, in this order.
    #[must_use]
    pub fn new(sites: Vec<SiteSnapshot>, breakers: &[Breaker]) -> Self {
        Self {
            functions: sites.into_iter().map(Function::from).collect(),
            breakers: breakers.iter().map(Circuit::from).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Function {
    name: &'static str,
    file: &'static str,
    line: u32,
    policy: Option<&'static str>,
    max: u32,
    waits_ms: Vec<Millis>,
    worst_case_ms: Millis,
    within_ms: Option<Millis>,
    calls: u64,
    outcomes: Outcomes,
    retries: u64,
    last_error: Option<Failure>,
}

impl From<SiteSnapshot> for Function {
    fn from(site: SiteSnapshot) -> Self {
        Self {
            name: site.name,
            file: site.file,
            line: site.line,
            policy: site.policy,
            max: site.max,
            waits_ms: site.waits.into_iter().map(Millis).collect(),
            worst_case_ms: Millis(site.worst_case),
            within_ms: site.within.map(Millis),
            calls: site.counts.calls(),
            retries: site.counts.retries(),
            outcomes: Outcomes(site.counts),
            last_error: site.last_error.map(Failure::from),
        }
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

#[derive(Debug, Serialize)]
struct Circuit {
    name: &'static str,
    state: &'static str,
    open_for_ms: Option<Millis>,
}

impl From<&Breaker> for Circuit {
    fn from(breaker: &Breaker) -> Self {
        Self {
            name: breaker.name,
            state: breaker.state_name(),
            open_for_ms: breaker.remaining.map(Millis),
        }
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

/// Milliseconds: `1500`, and `0.5` for what is shorter than one.
#[derive(Debug)]
struct Millis(Duration);

impl Serialize for Millis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match u64::try_from(self.0.as_millis()) {
            Ok(millis) if millis > 0 || self.0.is_zero() => serializer.serialize_u64(millis),
            _ => serializer.serialize_f64(self.0.as_secs_f64() * 1e3),
        }
    }
}
