//! What threads may know of a circuit without its lock: that it is closed, and that nothing has failed in its whole window.
//!
//! Then a success changes nothing, and whoever lets an attempt in or settles one that succeeded reads one number that nobody
//! writes: callers on many processors do not wait for each other while all is well.

use std::sync::atomic::{AtomicU64, Ordering};

/// The era of a calm circuit, or that it is not calm. Written under the circuit's lock alone.
#[derive(Debug)]
pub struct Calm(AtomicU64);

/// Above every era.
const CALM: u64 = 1 << 32;

impl Calm {
    /// Of a circuit whose window is not full yet.
    pub const fn new() -> Self {
        Self(AtomicU64::new(0))
    }

    /// The era, if the circuit is calm.
    ///
    /// Relaxed: a thread that reads an old number is one that asked a moment earlier. What it lets in or leaves uncounted then belongs
    /// before the failure that it has not heard of; a ticket of an era that is over counts for nothing.
    #[inline]
    pub fn era(&self) -> Option<u32> {
        let calm = self.0.load(Ordering::Relaxed);
        (calm & CALM != 0).then(|| u32::try_from(calm & (CALM - 1)).unwrap_or_default())
    }

    /// Says what is true now.
    pub fn set(&self, era: Option<u32>) {
        self.0.store(era.map_or(0, |era| CALM | u64::from(era)), Ordering::Relaxed);
    }
}
