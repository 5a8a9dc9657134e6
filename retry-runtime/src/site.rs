use std::time::Duration;

use crate::jitter::Jitter;
use crate::walk::Step;

/// The static of one retried function: its name and its limits, computed by the macro.
#[derive(Debug)]
pub struct Site {
    pub(crate) name: &'static str,
    pub(crate) max: u32,
    schedule: Schedule,
    kinds: &'static [Schedule],
    #[cfg(feature = "metrics")]
    pub(crate) succeeded: [metrics::Label; 3],
    #[cfg(feature = "registry")]
    pub(crate) counters: crate::counters::Counters,
}

impl Site {
    /// A function and the waits between its attempts, of which there are one more.
    #[must_use]
    pub const fn new(name: &'static str, schedule: Schedule) -> Self {
        Self {
            name,
            max: schedule.attempts(),
            schedule,
            kinds: &[],
            #[cfg(feature = "metrics")]
            succeeded: crate::metrics::labels(name),
            #[cfg(feature = "registry")]
            counters: crate::counters::Counters::new(),
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
        if max < self.max {
            self.max = max;
        }
        self
    }

    /// The waits of the function's own schedule, as far as its limit lets them come.
    #[cfg(feature = "registry")]
    pub(crate) fn waits(&self) -> &'static [Duration] {
        let retries = usize::try_from(self.max.saturating_sub(1)).unwrap_or(usize::MAX);
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

/// The waits of one kind of error, in order; when they are used up, so are the attempts.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    waits: &'static [Duration],
    jitter: Jitter,
    cap: Duration,
}

impl Schedule {
    /// Waits exactly as the table says.
    #[must_use]
    pub const fn new(waits: &'static [Duration]) -> Self {
        Self { waits, jitter: Jitter::None, cap: Duration::MAX }
    }

    /// Draws each wait at random around the table's entry.
    #[must_use]
    pub const fn jitter(mut self, jitter: Jitter) -> Self {
        self.jitter = jitter;
        self
    }

    /// No wait is longer than this, jitter included.
    #[must_use]
    pub const fn cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// The first wait; zero if there is none.
    pub(crate) const fn first(&self) -> Duration {
        match self.waits {
            [first, ..] => *first,
            [] => Duration::ZERO,
        }
    }

    /// Whether a wait depends on the one before.
    pub(crate) const fn remembers(&self) -> bool {
        matches!(self.jitter, Jitter::Decorrelated(_))
    }

    /// How many attempts the table allows.
    pub(crate) const fn attempts(&self) -> u32 {
        // The macro emits at most 99 waits.
        #[expect(clippy::cast_possible_truncation)]
        let waits = self.waits.len() as u32;
        waits.saturating_add(1)
    }

    /// The wait after `failures` earlier ones, the last of which waited `previous`; `None` when the table is used up.
    pub(crate) fn step(&self, failures: u32, previous: Option<Duration>) -> Option<Step> {
        let entry = *self.waits.get(usize::try_from(failures).ok()?)?;
        let step = self.jitter.draw(entry, previous);
        Some(Step { wait: step.wait.min(self.cap), ..step })
    }
}
