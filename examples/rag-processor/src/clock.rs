//! One clock for the server and the job table, so that their times can be compared.

use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime};

/// A point in time, in microseconds since the Unix epoch.
///
/// It is the wall clock at the first reading plus the monotonic time since, so a wall clock that is set back in the
/// middle of a run cannot make a request look later than the end of its job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The present.
    #[must_use]
    pub fn now() -> Self {
        static START: LazyLock<(Duration, Instant)> = LazyLock::new(|| {
            let epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
            (epoch.unwrap_or_default(), Instant::now())
        });
        let now = START.0 + START.1.elapsed();
        Self(i64::try_from(now.as_micros()).unwrap_or(i64::MAX))
    }

    /// The time `micros` microseconds after the Unix epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the Unix epoch.
    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The time from `earlier` to this, zero if `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_does_not_run_backwards() {
        let first = Timestamp::now();
        assert!(Timestamp::now() >= first);
    }

    #[test]
    fn since_is_never_negative() {
        let (early, late) = (Timestamp::from_micros(10), Timestamp::from_micros(1_500_010));
        assert_eq!(late.since(early), Duration::from_millis(1500));
        assert_eq!(early.since(late), Duration::ZERO);
    }
}
