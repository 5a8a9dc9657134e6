//! What happened in the last minute. The counters of a process only count up, so earlier looks at them are kept.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::counted::Counted;

/// The time between two samples, at least: a look in between is compared, and not kept.
const EVERY: Duration = Duration::from_secs(5);

/// How old a sample may get. With the one that is about to be that old, a page that is looked at all the time tells of a minute.
const OLDEST: Duration = Duration::from_secs(60);

/// Earlier looks at the counters, the oldest first; there are never more of them than fit into `OLDEST`.
#[derive(Debug, Default)]
pub struct Samples(Mutex<VecDeque<Sample>>);

#[derive(Debug)]
struct Sample {
    at: Instant,
    counted: Vec<Counted>,
}

/// What was counted in the time before a look.
#[derive(Debug, PartialEq, Eq)]
pub struct Recent {
    /// How long that time is.
    pub window: Duration,
    /// The functions in their order.
    pub counted: Vec<Counted>,
}

impl Samples {
    /// Compares what is counted now with the oldest sample; `None` at the first look, and where the last one is too long ago.
    pub fn compare(&self, now: Instant, counted: &[Counted]) -> Option<Recent> {
        let mut samples = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while samples.front().is_some_and(|sample| age(sample, now) > OLDEST) {
            samples.pop_front();
        }
        let recent = samples.front().map(|oldest| Recent {
            window: age(oldest, now),
            counted: counted.iter().zip(&oldest.counted).map(|(now, then)| *now - *then).collect(),
        });
        if samples.back().is_none_or(|newest| age(newest, now) >= EVERY) {
            samples.push_back(Sample { at: now, counted: counted.to_vec() });
        }
        // Of less than a second, a number says nothing.
        recent.filter(|recent| recent.window >= Duration::from_secs(1))
    }
}

fn age(sample: &Sample, now: Instant) -> Duration {
    now.saturating_duration_since(sample.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks after each of these times; what the last look tells.
    fn looks(samples: &Samples, start: Instant, seconds: impl IntoIterator<Item = u64>) -> Option<Recent> {
        let look = |second| {
            let counted = Counted { failed: second, calls: 2 * second };
            samples.compare(start + Duration::from_secs(second), &[counted])
        };
        seconds.into_iter().map(look).last().flatten()
    }

    fn of(seconds: u64) -> Recent {
        let counted = vec![Counted { failed: seconds, calls: 2 * seconds }];
        Recent { window: Duration::from_secs(seconds), counted }
    }

    #[test]
    fn the_first_look_tells_nothing_and_later_ones_tell_of_a_minute_at_most() {
        let (samples, start) = (Samples::default(), Instant::now());
        assert_eq!(looks(&samples, start, [0]), None);
        assert_eq!(looks(&samples, start, [0]), None, "no time has passed");
        assert_eq!(looks(&samples, start, [3]), Some(of(3)));
        assert_eq!(looks(&samples, start, [30]), Some(of(30)));
        assert_eq!(looks(&samples, start, [60]), Some(of(60)));
        assert_eq!(looks(&samples, start, [61]), Some(of(31)), "the first is too old, and the second is not");
        assert_eq!(looks(&samples, start, [200]), None, "all of them are too old");
        assert_eq!(looks(&samples, start, [205]), Some(of(5)));
    }

    #[test]
    fn looks_without_end_keep_few_samples() {
        let (samples, start) = (Samples::default(), Instant::now());
        assert_eq!(looks(&samples, start, 0..10_000), Some(of(59)));
        let kept = samples.0.lock().unwrap().len();
        assert_eq!(kept, 12, "one for each five seconds of a minute");
    }

    #[test]
    fn a_reload_every_five_seconds_tells_of_a_whole_minute() {
        let samples = Samples::default();
        assert_eq!(looks(&samples, Instant::now(), (0..500).step_by(5)), Some(of(60)));
    }
}
