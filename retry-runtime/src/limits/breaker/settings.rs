//! The numbers of a breaker.

use std::time::Duration;

/// What a breaker was made with.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    pub window: u32,
    pub failure_ratio: f64,
    pub open_for: Duration,
    /// How long it is open at most, after several failed probes in a row.
    pub at_most: Duration,
    pub probes: u32,
    /// How long a probe keeps its place.
    pub patience: Duration,
    pub dropped: Dropped,
}

impl Settings {
    /// How long the circuit is open after its probes have failed so often in a row: twice as long each time.
    pub fn open_time(&self, reopened: u32) -> Duration {
        let factor = 1_u32.checked_shl(reopened).unwrap_or(u32::MAX);
        self.open_for.saturating_mul(factor).min(self.at_most.max(self.open_for))
    }
}

/// What an attempt counts for that was dropped: its caller was cancelled, or had a timeout of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dropped {
    /// For nothing.
    Ignore,
    /// For nothing, unless it is all there is: a whole window of dropped attempts in a row, and at least ten, opens the breaker.
    /// Behind callers that lose their patience, a service that hangs looks like this.
    FailedIfAll,
}
