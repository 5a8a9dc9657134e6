//! How tokens are taken and given: without a lock, and so that none is lost or made.

use std::sync::atomic::{AtomicU32, Ordering};

/// What the counting needs of an atomic integer; a model checker has its own.
pub trait Counter {
    fn load(&self) -> u32;
    fn replace(&self, current: u32, new: u32) -> Result<u32, u32>;
}

impl Counter for AtomicU32 {
    // Every call that succeeds reads it, from another crate.
    #[inline]
    fn load(&self) -> u32 {
        self.load(Ordering::Relaxed)
    }

    fn replace(&self, current: u32, new: u32) -> Result<u32, u32> {
        self.compare_exchange_weak(current, new, Ordering::Relaxed, Ordering::Relaxed)
    }
}

/// Takes tokens, all or none.
pub fn take(tokens: &impl Counter, cost: u32) -> bool {
    let mut current = tokens.load();
    loop {
        let Some(left) = current.checked_sub(cost) else { return false };
        match tokens.replace(current, left) {
            Ok(_) => return true,
            Err(other) => current = other,
        }
    }
}

/// Gives tokens back, up to the capacity; a full bucket is not written to.
#[inline]
pub fn give(tokens: &impl Counter, amount: u32, capacity: u32) {
    let current = tokens.load();
    if current < capacity {
        give_room(tokens, current, amount, capacity);
    }
}

#[cold]
fn give_room(tokens: &impl Counter, mut current: u32, amount: u32, capacity: u32) {
    while current < capacity && amount > 0 {
        match tokens.replace(current, current.saturating_add(amount).min(capacity)) {
            Ok(_) => return,
            Err(other) => current = other,
        }
    }
}

/// Gives the tokens that time has added; each is claimed once, by whoever asks first.
pub fn add(tokens: &impl Counter, capacity: u32, claim: impl FnOnce() -> u32) {
    // Read before the claim: what a retry takes after it was still there while the time passed, which must not fill it up.
    let room = capacity.saturating_sub(tokens.load());
    give(tokens, claim().min(room), capacity);
}
