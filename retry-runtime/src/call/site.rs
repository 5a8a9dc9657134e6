//! The static of a retried function.

#[cfg(feature = "registry")]
use std::time::Duration;

use crate::observe::function::Function;
use crate::wait::schedule::Schedule;

/// The static of one retried function: its name and its limits, computed by the macro.
#[derive(Debug)]
pub struct Site {
    pub(crate) function: Function,
    schedule: Schedule,
    kinds: &'static [Schedule],
}

impl Site {
    /// A function and the waits between its attempts, of which there are one more.
    #[must_use]
    pub const fn new(name: &'static str, schedule: Schedule) -> Self {
        Self {
            function: Function::new(name, schedule.attempts()),
            schedule,
            kinds: &[],
        }
    }

    /// The schedules of the errors that have their own.
    #[must_use]
    pub const fn kinds(mut self, kinds: &'static [Schedule]) -> Self {
        self.kinds = kinds;
        self
    }

    /// Lowers the limit.
    #[must_use]
    pub const fn at_most(mut self, max: u32) -> Self {
        if max < self.function.max {
            self.function.max = max;
        }
        self
    }

    /// The waits of the function's own schedule, as far as its limit lets them come.
    #[cfg(feature = "registry")]
    pub(crate) fn waits(&self) -> &'static [Duration] {
        let retries = usize::try_from(self.function.max.saturating_sub(1)).unwrap_or(usize::MAX);
        let waits = self.schedule.waits;
        waits.get(..retries).unwrap_or(waits)
    }

    /// The schedule of a kind of error; 0 is the function's own.
    pub(crate) fn schedule(&self, kind: usize) -> Option<&Schedule> {
        match kind.checked_sub(1) {
            None => Some(&self.schedule),
            Some(kind) => self.kinds.get(kind),
        }
    }
}
