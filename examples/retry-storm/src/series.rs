//! What happened, second by second.

use std::time::Duration;

/// A count for each second since the start.
#[derive(Clone, Debug, Default)]
pub struct Series {
    counts: Vec<u64>,
}

impl Series {
    /// Counts one event.
    pub fn count(&mut self, at: Duration) {
        let second = usize::try_from(at.as_secs()).unwrap_or(usize::MAX);
        if self.counts.len() <= second {
            self.counts.resize(second.saturating_add(1), 0);
        }
        if let Some(count) = self.counts.get_mut(second) {
            *count += 1;
        }
    }

    /// The counts of the first `seconds` seconds.
    #[must_use]
    pub fn first(mut self, seconds: usize) -> Vec<u64> {
        self.counts.resize(seconds, 0);
        self.counts
    }

    /// All events.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }
}
