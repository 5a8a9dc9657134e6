//! How far the schedules of a call were walked, where one count of failures is not enough for all of them.

use std::time::Duration;

use crate::wait::jitter::Step;
use crate::wait::schedule::Schedule;

/// Where a call is in each of its schedules.
#[derive(Debug)]
pub enum Way<'a> {
    /// Where its failures are, whatever they were.
    Together,
    /// Behind the failures of each kind.
    Counts(&'a mut [Count]),
    /// Behind them, and behind the wait before.
    Walks(&'a mut [Walk]),
}

impl Way<'_> {
    /// Whether the count of all failures says it all.
    #[inline]
    pub const fn is_together(&self) -> bool {
        match self {
            Self::Together => true,
            Self::Counts(counts) => counts.is_empty(),
            Self::Walks(walks) => walks.is_empty(),
        }
    }

    /// The same way.
    #[inline]
    pub const fn again(&mut self) -> Way<'_> {
        match self {
            Self::Together => Way::Together,
            Self::Counts(counts) => Way::Counts(counts),
            Self::Walks(walks) => Way::Walks(walks),
        }
    }

    /// The wait after one more failure of this kind, behind so many of all; `None` when its schedule is used up.
    pub fn step(&mut self, kind: usize, failures: u32, schedule: &Schedule) -> Option<Step> {
        let own = match self {
            Self::Together => None,
            Self::Counts(counts) => counts.get_mut(kind).map(|count| count.step(schedule)),
            Self::Walks(walks) => walks.get_mut(kind).map(|walk| walk.step(schedule)),
        };
        own.unwrap_or_else(|| schedule.step(failures, None))
    }
}

/// What a call keeps of its way.
pub trait Ways {
    /// The way.
    fn way(&mut self) -> Way<'_>;
}

/// Nothing. An empty array would be as empty, but aligned like a full one.
#[derive(Debug)]
pub struct Nothing;

impl Ways for Nothing {
    #[inline]
    fn way(&mut self) -> Way<'_> {
        Way::Together
    }
}

impl<const KINDS: usize> Ways for [Count; KINDS] {
    fn way(&mut self) -> Way<'_> {
        Way::Counts(self)
    }
}

impl<const KINDS: usize> Ways for [Walk; KINDS] {
    fn way(&mut self) -> Way<'_> {
        Way::Walks(self)
    }
}

/// How often a call failed with one kind of error: enough where no wait depends on the one before.
#[derive(Debug, Clone, Copy)]
pub struct Count(u32);

impl Count {
    pub const START: Self = Self(0);

    fn step(&mut self, schedule: &Schedule) -> Option<Step> {
        let step = schedule.step(self.0, None)?;
        self.0 = self.0.saturating_add(1);
        Some(step)
    }
}

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

    fn step(&mut self, schedule: &Schedule) -> Option<Step> {
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
    fn kinds_are_counted_apart() {
        static WAITS: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];
        let schedule = Schedule::new(&WAITS);
        let mut counts = [Count::START; 2];
        let mut step = |kind| counts.way().step(kind, 9, &schedule).map(|step| step.wait);
        assert_eq!(
            [step(0), step(1), step(0), step(0)],
            [Some(WAITS[0]), Some(WAITS[0]), Some(WAITS[1]), None]
        );
        assert_eq!(step(2), None, "no kind: by all failures");
        assert_eq!(Nothing.way().step(0, 1, &schedule).map(|step| step.wait), Some(WAITS[1]));
    }

    #[test]
    fn no_walks_take_no_room_beside_a_count() {
        assert_eq!(size_of::<(u32, [Walk; 0])>(), size_of::<u32>());
    }
}
