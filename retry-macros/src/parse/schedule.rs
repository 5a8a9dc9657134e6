//! The waits that a backoff describes, as numbers: exact, and the same on every machine.

use std::time::Duration;

use crate::parse::jitter::Jitter;

/// The waits between attempts, as the attribute describes them.
#[derive(Debug, Clone)]
pub struct Schedule {
    pub growth: Growth,
    pub cap: Option<Duration>,
    pub jitter: Jitter,
}

/// How a wait follows from the one before.
#[derive(Debug, Clone)]
pub enum Growth {
    None,
    Fixed(Duration),
    Linear(Duration),
    Exponential(Duration, Factor),
    Fibonacci(Duration),
    List(Vec<Duration>),
}

/// What an exponential wait is multiplied by, in thousandths: exact, so that a table is the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Factor(u32);

impl Factor {
    pub const ONE: Self = Self(1_000);
    pub const DOUBLE: Self = Self(2_000);

    /// Reads `2`, `1.5` or `-0.125`, whose sign is lost: it does not grow either.
    pub fn of(text: &str) -> Option<Self> {
        if text.starts_with('-') {
            return Some(Self(0));
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let whole: u32 = whole.replace('_', "").parse().ok().filter(|whole| *whole <= 1_000)?;
        let thousandths: u32 = if fraction.len() <= 3 {
            format!("{fraction:0<3}").parse().ok()?
        } else {
            return None;
        };
        Some(Self(whole * 1_000 + thousandths))
    }
}

impl Default for Schedule {
    /// `exp(1s)`.
    fn default() -> Self {
        let growth = Growth::Exponential(Duration::from_secs(1), Factor::DOUBLE);
        Self { growth, cap: None, jitter: Jitter::None }
    }
}

impl Schedule {
    /// The waits of a function with this many attempts, without jitter: one fewer.
    ///
    /// A decorrelated wait is drawn up to the entry after its own, so that the first one differs, too.
    ///
    /// Exact in nanoseconds; what does not fit 64 bits of them, 584 years, stays there.
    pub fn table(&self, attempts: u32) -> Vec<Duration> {
        // The growth goes on uncapped beneath the cap: the entries after it must not depend on it. It stays within 64 bits, so
        // that a product with a factor of 1000 thousandths fits 128.
        let cap = self.cap.map_or(u128::from(u64::MAX), |cap| cap.as_nanos());
        let first = usize::from(self.jitter == Jitter::Decorrelated);
        let waits = (1..=attempts).scan((0_u128, 0_u128), |(last, before), failure| {
            let next = self.growth.next(failure, *last, *before).min(u128::from(u64::MAX));
            (*before, *last) = (*last, next);
            Some(Duration::from_nanos(u64::try_from(next.min(cap)).unwrap_or(u64::MAX)))
        });
        let waits: Vec<Duration> = waits.collect();
        let count = waits.len().saturating_sub(1);
        waits.into_iter().skip(first).take(count).collect()
    }

    /// The longest wait that may come of a table's entry.
    pub fn longest(&self, entry: Duration) -> Duration {
        let longest = self.jitter.longest(entry.as_nanos());
        let longest = Duration::from_nanos(u64::try_from(longest).unwrap_or(u64::MAX));
        self.cap.map_or(longest, |cap| longest.min(cap))
    }
}

impl Growth {
    /// The first wait.
    pub fn base(&self) -> Duration {
        Duration::from_nanos(u64::try_from(self.next(1, 0, 0)).unwrap_or(u64::MAX))
    }

    /// The wait after the `failure`th failure, counted from 1, in nanoseconds.
    fn next(&self, failure: u32, last: u128, before: u128) -> u128 {
        match self {
            Self::None => 0,
            Self::Fixed(wait) => wait.as_nanos(),
            Self::Linear(base) => base.as_nanos() * u128::from(failure),
            Self::Exponential(base, _) | Self::Fibonacci(base) if failure == 1 => base.as_nanos(),
            Self::Exponential(_, Factor(thousandths)) => last * u128::from(*thousandths) / 1_000,
            Self::Fibonacci(base) => last + before.max(if failure == 2 { 0 } else { base.as_nanos() }),
            Self::List(waits) => {
                let index = usize::try_from(failure - 1).ok();
                index.and_then(|index| waits.get(index)).map_or(0, Duration::as_nanos)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn seconds(growth: Growth, cap: Option<Duration>) -> Vec<f64> {
        let schedule = Schedule { growth, cap, jitter: Jitter::None };
        schedule.table(7).iter().map(Duration::as_secs_f64).collect()
    }

    #[test]
    fn each_growth_has_its_table() {
        assert_eq!(seconds(Growth::None, None), [0.0; 6]);
        assert_eq!(seconds(Growth::Fixed(SECOND), None), [1.0; 6]);
        assert_eq!(seconds(Growth::Linear(SECOND), None), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        assert_eq!(seconds(Growth::Fibonacci(SECOND), None), [1.0, 1.0, 2.0, 3.0, 5.0, 8.0]);
        let double = Growth::Exponential(SECOND, Factor::DOUBLE);
        assert_eq!(seconds(double, None), [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]);
        let half_more = Growth::Exponential(SECOND, Factor::of("1.5").unwrap());
        assert_eq!(seconds(half_more, None), [1.0, 1.5, 2.25, 3.375, 5.0625, 7.59375]);
        let list = Growth::List(vec![SECOND, 5 * SECOND, 30 * SECOND, SECOND, SECOND, SECOND]);
        assert_eq!(seconds(list, None), [1.0, 5.0, 30.0, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn a_cap_holds_each_wait() {
        let double = Growth::Exponential(SECOND, Factor::DOUBLE);
        assert_eq!(seconds(double, Some(5 * SECOND)), [1.0, 2.0, 4.0, 5.0, 5.0, 5.0]);
    }

    #[test]
    fn no_table_overflows() {
        let longest = Duration::from_nanos(u64::MAX);
        for growth in
            [Growth::Linear(longest), Growth::Fibonacci(longest), Growth::Exponential(longest, Factor(1_000_000))]
        {
            let table = Schedule { growth, cap: None, jitter: Jitter::Spread(1_000_000) }.table(100);
            assert_eq!(table.len(), 99);
            assert_eq!(table[98], longest);
        }
    }

    #[test]
    fn jitter_never_passes_the_cap() {
        let schedule = Schedule {
            growth: Growth::Fixed(SECOND),
            cap: Some(SECOND),
            jitter: Jitter::Spread(200_000),
        };
        assert_eq!(schedule.longest(SECOND), SECOND);
        assert_eq!(Schedule { cap: None, ..schedule }.longest(SECOND), Duration::from_millis(1_200));
    }

    #[test]
    fn factors_are_read_exactly() {
        assert_eq!(Factor::of("3"), Some(Factor(3_000)));
        assert_eq!(Factor::of("1.5"), Some(Factor(1_500)));
        assert_eq!(Factor::of("1.125"), Some(Factor(1_125)));
        for wrong in ["1.0625", "1001", "4294967297", "x", "", "1e3", "\"2\""] {
            assert_eq!(Factor::of(wrong), None, "{wrong}");
        }
    }
}
