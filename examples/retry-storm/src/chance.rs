//! The chance of the simulation itself, such as when callers come; that of the waits is the library's.

use std::time::Duration;

/// A `SplitMix64`: small, known, and the same on every machine.
#[derive(Debug)]
pub struct Chance {
    counter: u64,
}

impl Chance {
    /// A sequence that depends on `seed` alone.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { counter: seed }
    }

    fn bits(&mut self) -> u64 {
        self.counter = self.counter.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let bits = (self.counter ^ (self.counter >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// The time to the next of many independent callers, of whom one comes in `mean` on average.
    // John von Neumann, "Various Techniques Used in Connection With Random Digits", 1951: comparisons alone. The logarithm of the
    // textbook differs in its last digit from platform to platform.
    pub fn gap(&mut self, mean: Duration) -> Duration {
        let mut whole = 0_u32;
        loop {
            let first = self.bits();
            if self.falls_an_even_number_of_times(first) {
                let part = (mean.as_nanos() * u128::from(first)) >> 64;
                let part = u64::try_from(part).map_or(mean, Duration::from_nanos);
                return mean.saturating_mul(whole).saturating_add(part);
            }
            whole = whole.saturating_add(1);
        }
    }

    fn falls_an_even_number_of_times(&mut self, first: u64) -> bool {
        let (mut before, mut even) = (first, true);
        loop {
            let next = self.bits();
            if next >= before {
                return even;
            }
            (before, even) = (next, !even);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_distributed_exponentially() {
        let mut chance = Chance::new(1);
        let second = Duration::from_secs(1);
        let gaps: Vec<_> = (0..20_000).map(|_| chance.gap(second)).collect();
        let mean = gaps.iter().sum::<Duration>() / 20_000;
        assert!((970..=1030).contains(&mean.as_millis()), "{mean:?}");
        // Of an exponential distribution, 1/e is above its mean: 7,358 of 20,000.
        let long = gaps.iter().filter(|gap| **gap > second).count();
        assert!((7_100..=7_600).contains(&long), "{long}");
        let longest = gaps.iter().max().unwrap();
        assert!(*longest > 7 * second && *longest < 20 * second, "{longest:?}");
    }

    #[test]
    fn gaps_depend_on_the_seed_alone() {
        let gaps = |seed| {
            let mut chance = Chance::new(seed);
            [(); 8].map(|()| chance.gap(Duration::from_secs(1)))
        };
        assert_eq!(gaps(1), gaps(1));
        assert_ne!(gaps(1), gaps(2));
    }
}
