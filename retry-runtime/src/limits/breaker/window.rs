//! The last attempts of a closed circuit.

use super::settings::Settings;

/// One user who leaves must not open a breaker whose window is small.
const FEWEST_DROPPED: u32 = 10;

/// A ring of bits, a set one for a failure.
#[derive(Debug)]
pub struct Window {
    /// Empty until the first failure: successes alone need no bits.
    bits: Vec<u64>,
    next: u32,
    length: u32,
    failures: u32,
    /// How many attempts in a row were dropped, since one last said anything.
    dropped: u32,
}

impl Window {
    pub const EMPTY: Self = Self { bits: Vec::new(), next: 0, length: 0, failures: 0, dropped: 0 };

    /// Adds an attempt; how many failures there are, once they are too many.
    pub fn push(&mut self, failed: bool, settings: &Settings) -> Option<u32> {
        self.dropped = 0;
        let forgotten = self.replace(failed, settings.window);
        self.failures = self.failures + u32::from(failed) - u32::from(forgotten);
        self.next = (self.next + 1) % settings.window;
        self.length = (self.length + 1).min(settings.window);
        let full = self.length == settings.window;
        // A quotient is rounded to the same float as the literal that it is compared with: 7 of 25 is 0.28, whereas 0.28 times
        // 25 is above 7.
        let ratio = f64::from(self.failures) / f64::from(settings.window);
        (full && ratio >= settings.failure_ratio).then_some(self.failures)
    }

    /// Whether one more success would change nothing but where the next bit goes, in a ring of zeros.
    pub const fn is_calm(&self, settings: &Settings) -> bool {
        self.length == settings.window && self.failures == 0 && self.dropped == 0
    }

    /// Adds an attempt that was dropped; how many there are in a row, once there are too many.
    pub fn push_dropped(&mut self, settings: &Settings) -> Option<u32> {
        self.dropped = self.dropped.saturating_add(1);
        (self.dropped >= settings.window.max(FEWEST_DROPPED)).then_some(self.dropped)
    }

    /// Writes the next bit; returns the one it replaces.
    fn replace(&mut self, failed: bool, window: u32) -> bool {
        if self.bits.is_empty() && failed {
            self.bits = vec![0; usize::try_from(window.div_ceil(64)).unwrap_or(usize::MAX)];
        }
        let (word, mask) = (usize::try_from(self.next / 64).unwrap_or(usize::MAX), 1_u64 << (self.next % 64));
        let Some(word) = self.bits.get_mut(word) else { return false };
        let forgotten = *word & mask != 0;
        if failed {
            *word |= mask;
        } else {
            *word &= !mask;
        }
        forgotten
    }
}

#[cfg(test)]
impl Window {
    pub fn failures(&self) -> u32 {
        self.failures
    }

    pub fn capacity(&self) -> usize {
        self.bits.capacity()
    }
}
