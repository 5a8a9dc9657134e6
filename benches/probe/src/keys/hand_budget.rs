//! A bucket of tokens that retries take and successes give back.

use std::sync::atomic::{AtomicU32, Ordering};

const CAPACITY: u32 = 1_000_000;
const COST: u32 = 14;

pub struct HandBudget(AtomicU32);

impl HandBudget {
    pub const fn new() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }

    pub fn take(&self) -> bool {
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| tokens.checked_sub(COST))
            .is_ok()
    }

    pub fn give(&self, tokens: u32) {
        // A full bucket is only read, so that callers do not take its cache line from each other.
        if self.0.load(Ordering::Relaxed) < CAPACITY {
            let _ = self
                .0
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(CAPACITY.min(left + tokens)));
        }
    }
}
