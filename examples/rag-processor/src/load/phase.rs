//! One load on a limit, and what must come of it.

use std::ops::RangeInclusive;

use crate::jobs::Status;
use crate::server::Faults;

/// Some jobs that meet the same faults.
#[derive(Clone, Debug)]
pub struct Phase {
    /// The limit that is shown.
    pub limit: &'static str,
    /// What happens to it.
    pub load: &'static str,
    /// How many jobs there are.
    pub jobs: u32,
    /// How many of them run at a time.
    pub at_a_time: u32,
    /// What the requests of each job meet.
    pub faults: Faults,
    /// What must come of them.
    pub expected: Expected,
}

/// What must come of the jobs of a phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// How all of them end.
    pub status: Status,
    /// How many requests the server counts. With several jobs at a time, those under way when a breaker opens still
    /// arrive.
    pub requests: RangeInclusive<u32>,
}

/// What came of the jobs of a phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests that the server counted.
    pub requests: u32,
    /// Jobs that sent none.
    pub silent: u32,
    /// Requests that came after the end of their job.
    pub late: u32,
    /// Jobs that ended with an output.
    pub done: u32,
    /// Jobs that ended with an error.
    pub error: u32,
    /// Jobs that were cancelled.
    pub cancelled: u32,
}

impl Counts {
    /// How many jobs ended so.
    #[must_use]
    pub const fn ended(&self, status: Status) -> u32 {
        match status {
            Status::Done => self.done,
            Status::Error => self.error,
            Status::Cancelled => self.cancelled,
            Status::Pending | Status::Running | Status::Poisoned => 0,
        }
    }
}
