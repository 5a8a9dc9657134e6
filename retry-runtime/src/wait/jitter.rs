//! Chance in a wait: which range it is drawn from, and the draw.

use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// How a wait is drawn at random, so that callers that failed together do not come back together.
///
/// The names are those of Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jitter {
    /// The table's entry, always.
    None,
    /// Anything from zero to the entry.
    Full,
    /// Half the entry, and anything up to the other half.
    Equal,
    /// Anything from this, the shortest wait, to three times the wait before, capped by the entry.
    Decorrelated(Duration),
    /// The entry, give or take this many millionths of it.
    Spread(u32),
}

/// A wait as it was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub wait: Duration,
    /// The shortest that could have been drawn.
    pub least: Duration,
}

impl Step {
    /// What chance added to the shortest wait.
    pub fn jitter(self) -> Duration {
        self.wait.saturating_sub(self.least)
    }
}

const MILLION: u64 = 1_000_000;

impl Jitter {
    /// The shortest and the longest wait that may be drawn where the table says `entry`.
    fn range(self, entry: u64, previous: Option<Duration>) -> (u64, u64) {
        match self {
            Self::None => (entry, entry),
            Self::Full => (0, entry),
            Self::Equal => (entry.div_ceil(2), entry),
            Self::Decorrelated(base) => {
                let base = nanos(base);
                (base.min(entry), previous.map_or(base, nanos).saturating_mul(3).min(entry))
            }
            Self::Spread(millionths) => {
                let part = share(entry, millionths);
                (entry - part, entry.saturating_add(part))
            }
        }
    }

    /// As an attribute writes it.
    #[cfg(feature = "registry")]
    #[must_use]
    pub fn text(self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Full => Some("full".to_owned()),
            Self::Equal => Some("equal".to_owned()),
            Self::Decorrelated(_) => Some("decorrelated".to_owned()),
            Self::Spread(millionths) => Some((f64::from(millionths) / 1e6).to_string()),
        }
    }

    /// The wait for one failure: where the table says `entry`, after a wait of `previous`.
    #[must_use]
    pub fn draw(self, entry: Duration, previous: Option<Duration>) -> Step {
        if self == Self::None {
            return Step { wait: entry, least: entry };
        }
        let (least, most) = self.range(nanos(entry), previous);
        Step {
            wait: Duration::from_nanos(between(least, most, random())),
            least: Duration::from_nanos(least),
        }
    }
}

/// `millionths` of `whole`, never more than the whole.
fn share(whole: u64, millionths: u32) -> u64 {
    let part = u128::from(whole) * u128::from(millionths) / u128::from(MILLION);
    u64::try_from(part).unwrap_or(whole).min(whole)
}

/// Maps 64 random bits evenly onto `least..=most`.
fn between(least: u64, most: u64, random: u64) -> u64 {
    let width = u128::from(most.saturating_sub(least)) + 1;
    let offset = (width * u128::from(random)) >> 64;
    least + u64::try_from(offset).unwrap_or(0)
}

thread_local! {
    /// Where the draws of this thread stand, if they are seeded.
    // Of a thread, and not of the process: tests and simulations run side by side, and none disturbs another's draws.
    static SEEDED: Cell<Option<u64>> = const { Cell::new(None) };
}

/// Makes the draws of this thread from now on a sequence that depends on `seed` alone.
// For the simulation in examples/retry-storm, whose figures are to be the same on every machine. It is no part of the
// interface: in a service, callers with one seed would come back together, which is what jitter is there to prevent.
pub fn seed(seed: u64) {
    SEEDED.set(Some(seed));
}

/// 64 random bits from the standard library's per-thread hash keys: no dependency, no lock, no state of ours.
// Each `RandomState` of a thread has the key of the one before, plus one; SipHash makes bits of it that do not look so. Good
// enough to spread callers, and not for secrets.
fn random() -> u64 {
    // Asked for here alone, where an attempt has failed and its wait has jitter: nothing else of a call pays for it.
    match SEEDED.get() {
        None => RandomState::new().hash_one(()),
        Some(counter) => {
            let counter = counter.wrapping_add(GOLDEN_RATIO);
            SEEDED.set(Some(counter));
            scramble(counter)
        }
    }
}

/// 2^64 divided by the golden ratio: the step of a `SplitMix64`.
const GOLDEN_RATIO: u64 = 0x9e37_79b9_7f4a_7c15;

/// The output of a `SplitMix64`: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
const fn scramble(counter: u64) -> u64 {
    let bits = (counter ^ (counter >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    #[test]
    fn each_jitter_has_its_range() {
        let second = Duration::from_secs(1);
        let range = |jitter: Jitter| jitter.range(4 * SECOND, None);
        assert_eq!(range(Jitter::None), (4 * SECOND, 4 * SECOND));
        assert_eq!(range(Jitter::Full), (0, 4 * SECOND));
        assert_eq!(range(Jitter::Equal), (2 * SECOND, 4 * SECOND));
        assert_eq!(range(Jitter::Decorrelated(second)), (SECOND, 3 * SECOND));
        assert_eq!(range(Jitter::Spread(200_000)), (3_200_000_000, 4_800_000_000));
    }

    #[test]
    fn decorrelated_is_capped_by_the_table() {
        let range = Jitter::Decorrelated(Duration::from_secs(1)).range(2 * SECOND, Some(Duration::from_secs(5)));
        assert_eq!(range, (SECOND, 2 * SECOND));
    }

    #[test]
    fn random_bits_map_onto_the_whole_range_and_no_further() {
        assert_eq!(between(3, 7, 0), 3);
        assert_eq!(between(3, 7, u64::MAX), 7);
        assert_eq!(between(3, 7, u64::MAX / 2), 5);
        assert_eq!(between(0, u64::MAX, u64::MAX), u64::MAX);
        assert_eq!(between(5, 5, u64::MAX), 5);
        assert_eq!(between(7, 3, u64::MAX), 7);
    }

    #[test]
    fn no_arithmetic_overflows() {
        for jitter in [
            Jitter::Full,
            Jitter::Equal,
            Jitter::Decorrelated(Duration::MAX),
            Jitter::Spread(1_000_000),
            Jitter::Spread(u32::MAX),
        ] {
            let drawn = jitter.draw(Duration::MAX, Some(Duration::MAX)).wait;
            assert!(drawn <= Duration::from_nanos(u64::MAX), "{jitter:?}");
        }
    }

    #[test]
    fn draws_differ_and_keep_their_fraction_above_a_second() {
        let draw = || Jitter::Full.draw(Duration::from_secs(60), None).wait;
        let draws: Vec<Duration> = (0..64).map(|_| draw()).collect();
        let distinct: std::collections::HashSet<_> = draws.iter().collect();
        assert!(distinct.len() > 60, "{draws:?}");
        assert!(draws.iter().any(|draw| draw.subsec_nanos() != 0));
    }

    #[test]
    fn full_jitter_is_spread_evenly() {
        let second = Duration::from_secs(1);
        let below = (0..10_000).filter(|_| Jitter::Full.draw(second, None).wait < second / 2).count();
        // Six standard deviations of a fair coin thrown 10,000 times.
        assert!((4_700..=5_300).contains(&below), "{below}");
    }

    /// On a thread of its own, so that the seed ends with it.
    fn seeded<T: Send>(seed: Option<u64>, draw: impl Fn() -> T + Sync) -> Vec<T> {
        std::thread::scope(|scope| {
            let thread = scope.spawn(|| {
                seed.into_iter().for_each(super::seed);
                (0..8).map(|_| draw()).collect()
            });
            thread.join().unwrap()
        })
    }

    #[test]
    fn a_seed_says_every_draw_of_its_thread() {
        let draw = || Jitter::Full.draw(Duration::from_secs(60), None).wait;
        assert_eq!(seeded(Some(7), draw), seeded(Some(7), draw));
        assert_ne!(seeded(Some(7), draw), seeded(Some(8), draw));
        seeded(Some(7), draw);
        assert_ne!(seeded(None, draw), seeded(None, draw), "another thread's seed");
    }

    #[test]
    fn seeded_bits_are_those_of_splitmix64() {
        // The first outputs of the reference implementation for the seed 1234567.
        let known = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(seeded(Some(1_234_567), random)[..3], known);
    }
}
