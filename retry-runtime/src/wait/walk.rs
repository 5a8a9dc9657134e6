//! How far a schedule was walked, where one count of failures is not enough for all schedules of a call.

use std::time::Duration;

use crate::wait::jitter::Step;
use crate::wait::schedule::Schedule;

/// How far one schedule was walked, by the failures of its own kind alone.
#[derive(Debug, Clone, Copy)]
pub struct Walk {
    failures: u32,
    previous: Nanos,
}

/// The wait before, in nanoseconds, the low half first; zero for none.
// Halves, so that a walk is aligned like the count of failures beside it: an array of no walks, as most policies have it,
// would otherwise make every state larger by its padding.
type Nanos = [u32; 2];

impl Walk {
    pub const START: Self = Self { failures: 0, previous: [0, 0] };

    /// The wait after one more failure; `None` when the schedule is used up.
    pub fn step(&mut self, schedule: &Schedule) -> Option<Step> {
        let step = schedule.step(self.failures, self.previous())?;
        self.failures = self.failures.saturating_add(1);
        let nanos = u64::try_from(step.wait.as_nanos()).unwrap_or(u64::MAX);
        let half = |nanos: u64| u32::try_from(nanos & u64::from(u32::MAX)).unwrap_or_default();
        self.previous = [half(nanos), half(nanos >> 32)];
        Some(step)
    }

    fn previous(&self) -> Option<Duration> {
        let [low, high] = self.previous.map(u64::from);
        let nanos = (high << 32) | low;
        (nanos > 0).then(|| Duration::from_nanos(nanos))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_before_is_remembered_whole() {
        let long = Duration::from_nanos(u64::MAX - 7);
        let mut walk = Walk::START;
        assert_eq!(walk.previous(), None);
        let table = [Duration::from_nanos(u64::MAX - 7), Duration::from_nanos(5)];
        let schedule = Schedule::new(Box::leak(Box::new(table)));
        assert_eq!(walk.step(&schedule).map(|step| step.wait), Some(long));
        assert_eq!(walk.previous(), Some(long));
        assert_eq!(walk.step(&schedule).map(|step| step.wait), Some(Duration::from_nanos(5)));
        assert_eq!((walk.previous(), walk.step(&schedule)), (Some(Duration::from_nanos(5)), None));
    }

    #[test]
    fn no_walks_take_no_room_beside_a_count() {
        assert_eq!(size_of::<(u32, [Walk; 0])>(), size_of::<u32>());
    }
}
