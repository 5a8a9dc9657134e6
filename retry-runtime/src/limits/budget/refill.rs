//! The tokens that a bucket gets by time.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::time::Instant;

use crate::wait::clock;

const SECOND: u128 = 1_000_000_000;

/// Counts the tokens that time adds, when it is asked: nothing runs in between.
#[derive(Debug)]
pub struct Refill {
    /// Where it is 0, no clock is read.
    pub per_second: u32,
    /// When it was asked first. The bucket was full until then.
    start: OnceLock<Instant>,
    claimed: AtomicU64,
}

impl Refill {
    /// Time adds nothing.
    pub const fn none() -> Self {
        Self { per_second: 0, start: OnceLock::new(), claimed: AtomicU64::new(0) }
    }

    /// The tokens that were added since somebody last claimed them.
    pub fn claim(&self) -> u32 {
        let now = clock::now();
        let passed = now.saturating_duration_since(*self.start.get_or_init(|| now)).as_nanos();
        // All since the start, so that no fraction of a token is lost between two claims.
        let due = passed.saturating_mul(self.per_second.into()) / SECOND;
        let due = u64::try_from(due).unwrap_or(u64::MAX);
        // A clock that another one has overtaken, as paused ones can, claims nothing.
        let before = self.claimed.fetch_max(due, Ordering::Relaxed);
        u32::try_from(due.saturating_sub(before)).unwrap_or(u32::MAX)
    }
}
