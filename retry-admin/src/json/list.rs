//! A list of a classification.

use retry_runtime::{ErrorList, OwnSchedule};
use serde::Serialize;

use super::millis::{Millis, millis};

/// Errors that are decided alike.
#[derive(Debug, Serialize)]
pub struct List {
    key: &'static str,
    entries: &'static [&'static str],
    schedule: Option<Schedule>,
}

#[derive(Debug, Serialize)]
struct Schedule {
    max: u32,
    waits_ms: Vec<Millis>,
    jitter: Option<String>,
    hint_ms: Option<Millis>,
}

impl From<ErrorList> for List {
    fn from(ErrorList { key, entries, schedule, .. }: ErrorList) -> Self {
        Self { key, entries, schedule: schedule.map(Schedule::from) }
    }
}

impl From<OwnSchedule> for Schedule {
    fn from(schedule: OwnSchedule) -> Self {
        Self {
            max: schedule.max,
            waits_ms: millis(schedule.waits),
            jitter: schedule.jitter,
            hint_ms: schedule.hint.map(Millis),
        }
    }
}
