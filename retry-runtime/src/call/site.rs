//! The static of a retried function.

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

    /// How many attempts may fail with a kind of error.
    #[cfg(feature = "registry")]
    pub(crate) fn attempts(&self, kind: usize) -> u32 {
        let attempts = self.schedule(kind).map_or(1, Schedule::attempts);
        attempts.min(self.function.max)
    }

    /// The waits after a kind of error, as far as the function's limit lets them come.
    #[cfg(feature = "registry")]
    pub(crate) fn waits(&self, kind: usize) -> Vec<Duration> {
        let waits = self.schedule(kind).map_or(&[][..], |schedule| schedule.waits);
        let retries = usize::try_from(self.attempts(kind).saturating_sub(1)).unwrap_or(usize::MAX);
        waits.iter().take(retries).copied().collect()
    }

    /// The jitter of a kind of error, as an attribute writes it.
    #[cfg(feature = "registry")]
    pub(crate) fn jitter(&self, kind: usize) -> Option<String> {
        self.schedule(kind)?.jitter.text()
    }

    /// The function's own wait after so many failures, where chance has no say in it.
    #[inline]
    pub(crate) fn plain_wait(&self, failures: u32) -> Option<Duration> {
        self.schedule.plain_wait(failures)
    }

    /// The schedule of a kind of error; 0 is the function's own.
    pub(crate) fn schedule(&self, kind: usize) -> Option<&Schedule> {
        match kind.checked_sub(1) {
            None => Some(&self.schedule),
            Some(kind) => self.kinds.get(kind),
        }
    }
}
