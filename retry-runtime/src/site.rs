use std::time::Duration;

use crate::jitter::Jitter;

/// The static of one retried function: its name, its place and its limits, computed by the macro.
#[derive(Debug)]
pub struct Site {
    pub(crate) name: &'static str,
    pub(crate) schedule: Schedule,
}

impl Site {
    /// A function and the waits between its attempts.
    #[must_use]
    pub const fn new(name: &'static str, schedule: Schedule) -> Self {
        Self { name, schedule }
    }

    /// How many attempts a call may make: one more than there are waits.
    pub(crate) const fn max(&self) -> u32 {
        // The macro emits at most 99 waits.
        #[expect(clippy::cast_possible_truncation)]
        let waits = self.schedule.waits.len() as u32;
        waits.saturating_add(1)
    }
}

/// The waits of one kind of error, in order; when they are used up, so are the attempts.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    pub(crate) waits: &'static [Duration],
    pub(crate) jitter: Jitter,
    pub(crate) cap: Duration,
}

impl Schedule {
    /// Waits exactly as the table says.
    #[must_use]
    pub const fn new(waits: &'static [Duration]) -> Self {
        Self {
            waits,
            jitter: Jitter::None,
            cap: Duration::MAX,
        }
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
}

impl Schedule {
    /// The wait after `failures` earlier ones, the last of which was `previous`; `None` when the table is used up.
    pub(crate) fn wait(&self, failures: u32, previous: Duration) -> Option<Duration> {
        let base = *self.waits.first()?;
        let entry = *self.waits.get(usize::try_from(failures).ok()?)?;
        Some(self.jitter.draw(entry, base, previous).min(self.cap))
    }
}
