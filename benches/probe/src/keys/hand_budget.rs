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

/// What a call has paid: a retry that is dropped in its wait was not made, and is paid back.
pub struct Paid {
    budget: &'static HandBudget,
    retried: bool,
    waits: bool,
}

impl Paid {
    pub const fn nothing(budget: &'static HandBudget) -> Self {
        Self { budget, retried: false, waits: false }
    }

    pub fn pay(&mut self) -> bool {
        self.waits = self.budget.take();
        self.retried |= self.waits;
        self.waits
    }

    pub const fn send(&mut self) {
        self.waits = false;
    }

    pub fn succeed(&self) {
        self.budget.give(if self.retried { COST } else { 1 });
    }
}

impl Drop for Paid {
    fn drop(&mut self) {
        if self.waits {
            self.budget.give(COST);
        }
    }
}
