//! How far a schedule was walked, where one count of failures is not enough for all schedules of a call.

use std::time::Duration;

use crate::wait::jitter::Step;
use crate::wait::schedule::Schedule;

/// How far one schedule was walked, by the failures of its own kind alone.
#[derive(Debug, Clone, Copy)]
pub struct Walk {
    failures: u32,
    previous: Option<Duration>,
}

impl Walk {
    pub const START: Self = Self { failures: 0, previous: None };

    /// The wait after one more failure; `None` when the schedule is used up.
    pub fn step(&mut self, schedule: &Schedule) -> Option<Step> {
        let step = schedule.step(self.failures, self.previous)?;
        self.failures = self.failures.saturating_add(1);
        self.previous = Some(step.wait);
        Some(step)
    }
}
