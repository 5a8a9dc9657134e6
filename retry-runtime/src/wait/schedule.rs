//! The table of waits that the macro computed, and how an entry of it becomes a wait.

use std::time::Duration;

use crate::wait::jitter::{Jitter, Step};

/// The waits of one kind of error, in order; when they are used up, so are the attempts.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    pub(crate) waits: &'static [Duration],
    pub(crate) jitter: Jitter,
    cap: Option<Duration>,
}

impl Schedule {
    /// Waits exactly as the table says.
    #[must_use]
    pub const fn new(waits: &'static [Duration]) -> Self {
        Self { waits, jitter: Jitter::None, cap: None }
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
        self.cap = Some(cap);
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

    /// The wait after `failures` earlier ones, if there is no jitter in it.
    #[inline]
    pub(crate) fn plain_wait(&self, failures: u32) -> Option<Duration> {
        let wait = self.waits.get(usize::try_from(failures).ok()?);
        wait.copied().filter(|_| self.jitter == Jitter::None)
    }

    /// The wait after `failures` earlier ones, the last of which waited `previous`; `None` when the table is used up.
    pub(crate) fn step(&self, failures: u32, previous: Option<Duration>) -> Option<Step> {
        let entry = *self.waits.get(usize::try_from(failures).ok()?)?;
        let step = self.jitter.draw(entry, previous);
        let wait = self.cap.map_or(step.wait, |cap| step.wait.min(cap));
        Some(Step { wait, ..step })
    }
}
