use std::ops::ControlFlow;
use std::time::Duration;

use tokio::time::Instant;

use crate::attempt::Attempt;
use crate::clock;
use crate::decision::Decision;
use crate::delay::Delay;
use crate::error::CircuitOpen;
use crate::events::{self, Failure, GaveUp};
use crate::judged::Judged;
use crate::outcome::Outcome;
use crate::site::Site;
use crate::switch::{self, Mode};
use crate::timeout::FromOpen;
use crate::walk::{Step, Walk};

/// The state of one call: how often it failed, and what its keys need besides.
///
/// `L` holds the end of its time, `W` its way through each schedule where one count of failures is not enough for all
/// of them. Most functions have `Nothing` of either, which takes no room.
#[derive(Debug)]
pub struct Retry<L = Nothing, W = Nothing> {
    failures: u32,
    ends: L,
    walks: W,
}

/// No limit and no walk. An empty array would be as empty, but aligned like a full one.
#[derive(Debug)]
pub struct Nothing;

impl AsRef<[Instant]> for Nothing {
    fn as_ref(&self) -> &[Instant] {
        &[]
    }
}

impl AsMut<[Walk]> for Nothing {
    fn as_mut(&mut self) -> &mut [Walk] {
        &mut []
    }
}

impl Retry {
    /// A call that has not been tried yet. It is `const`: no clock is read.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        Self { failures: 0, ends: Nothing, walks: Nothing }
    }

    /// A call under a shared policy, which may have a time limit and several schedules.
    #[must_use]
    pub fn shared<const ENDS: usize, const WALKS: usize>(
        within: Option<Duration>,
    ) -> Retry<[Instant; ENDS], [Walk; WALKS]> {
        let end = |()| clock::after(within.unwrap_or(Duration::MAX));
        Retry { failures: 0, ends: [(); ENDS].map(end), walks: [Walk::START; WALKS] }
    }
}

impl<W> Retry<Nothing, W> {
    /// Limits the call to this time from now.
    #[must_use]
    pub fn within(self, limit: Duration) -> Retry<[Instant; 1], W> {
        Retry {
            failures: self.failures,
            ends: [clock::after(limit)],
            walks: self.walks,
        }
    }
}

impl<L> Retry<L, Nothing> {
    /// Walks each of this many schedules apart.
    #[must_use]
    pub fn walks<const WALKS: usize>(self) -> Retry<L, [Walk; WALKS]> {
        Retry { failures: self.failures, ends: self.ends, walks: [Walk::START; WALKS] }
    }
}

impl<L: AsRef<[Instant]>, W: AsMut<[Walk]>> Retry<L, W> {
    /// The attempt that is about to start.
    #[must_use]
    pub fn attempt(&self, site: &'static Site) -> Attempt {
        Attempt::new(self.failures.saturating_add(1), site.max)
    }

    /// Ends the call with this outcome, or drops the failed one and says how long to wait for the next attempt.
    pub fn after<R, D>(&mut self, site: &'static Site, outcome: R, decide: D) -> ControlFlow<R, Delay>
    where
        R: Outcome,
        D: FnOnce(&R::Error) -> Decision,
    {
        self.judge(site, outcome, decide).finish()
    }

    /// Plans what becomes of the call after this outcome; limits under load may still refuse the retry.
    pub fn judge<R, D>(&mut self, site: &'static Site, outcome: R, decide: D) -> Judged<R>
    where
        R: Outcome,
        D: FnOnce(&R::Error) -> Decision,
    {
        let Some(error) = outcome.error() else {
            if self.failures > 0 {
                events::recovered(site, self.attempt(site).number());
            }
            return Judged { outcome, failed: None };
        };
        let failure = Failure {
            site,
            attempt: self.attempt(site).number(),
            decision: decide(error),
            error: std::any::type_name::<R::Error>(),
        };
        let plan = self.plan(failure);
        Judged { outcome, failed: Some((failure, plan)) }
    }

    /// Ends the call where a breaker refuses its next attempt.
    pub fn refused<R>(&self, site: &'static Site, open: CircuitOpen) -> R
    where
        R: Outcome,
        R::Error: FromOpen,
    {
        events::refused(site, self.attempt(site).number(), &open);
        R::failed(FromOpen::from_open(open))
    }

    /// The time of the next attempt: this much, or what is left of the call's.
    #[must_use]
    pub fn time_left(&self, limit: Duration) -> Duration {
        let left = self.ends.as_ref().iter().map(|end| end.saturating_duration_since(clock::now()));
        left.fold(limit, Duration::min)
    }

    #[cold]
    fn plan(&mut self, failure: Failure) -> Result<Duration, GaveUp> {
        let mode = switch::mode();
        let wait = self.wait(failure.site, failure.decision);
        self.failures = failure.attempt;
        match (mode, wait) {
            (Mode::Off, Ok(_)) => Err(GaveUp::SwitchedOff),
            (Mode::NoWaits, Ok(_)) => Ok(Duration::ZERO),
            (_, wait) => wait,
        }
    }

    fn wait(&mut self, site: &Site, decision: Decision) -> Result<Duration, GaveUp> {
        let kind = decision.schedule.ok_or(GaveUp::NotRetryable)?;
        if self.failures.saturating_add(1) >= site.max {
            return Err(GaveUp::Exhausted);
        }
        let step = self.step(site, kind).ok_or(GaveUp::Exhausted)?;
        let Some(asked) = decision.asked() else {
            return if self.admits(step.wait) { Ok(step.wait) } else { Err(GaveUp::Deadline) };
        };
        let least = asked.wait().ok_or(GaveUp::HintTooLong)?;
        if !self.admits(least) {
            return Err(GaveUp::Deadline);
        }
        let wait = asked.with_jitter(step);
        Ok(if self.admits(wait) { wait } else { least })
    }

    fn step(&mut self, site: &Site, kind: usize) -> Option<Step> {
        let schedule = site.schedule(kind)?;
        match self.walks.as_mut().get_mut(kind) {
            Some(walk) => walk.step(schedule),
            None => schedule.step(self.failures, None),
        }
    }

    /// Whether an attempt may start after this wait.
    fn admits(&self, wait: Duration) -> bool {
        self.ends
            .as_ref()
            .iter()
            .all(|end| clock::now().checked_add(wait).is_some_and(|start| start <= *end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::tests::readings;
    use crate::site::Schedule;

    static SITE: Site = Site::new("test", Schedule::new(&[Duration::from_secs(1), Duration::from_secs(2)]));

    fn fails<L: AsRef<[Instant]>, W: AsMut<[Walk]>>(retry: &mut Retry<L, W>) -> Option<Duration> {
        let flow = retry.after(&SITE, Err::<(), ()>(()), |()| Decision::transient("test"));
        flow.continue_value().map(|delay| delay.0)
    }

    #[test]
    fn the_limit_is_one_more_than_the_table() {
        let mut retry = Retry::new();
        assert_eq!(fails(&mut retry), Some(Duration::from_secs(1)));
        assert_eq!(fails(&mut retry), Some(Duration::from_secs(2)));
        assert_eq!(fails(&mut retry), None);
        assert_eq!(fails(&mut retry), None, "also when it is asked again");
    }

    #[test]
    fn no_clock_is_read_without_a_time_limit() {
        let before = readings();
        let mut retry = Retry::new();
        fails(&mut retry);
        let outcome = retry.after(&SITE, Ok::<(), ()>(()), |()| Decision::transient("test"));
        assert!(outcome.is_break());
        assert_eq!(readings() - before, 0);
    }

    #[test]
    fn a_time_limit_reads_the_clock_at_the_start_and_for_each_failure() {
        let before = readings();
        let mut retry = Retry::new().within(Duration::from_secs(10));
        assert_eq!(readings() - before, 1);
        fails(&mut retry);
        assert_eq!(readings() - before, 2);
        let outcome = retry.after(&SITE, Ok::<(), ()>(()), |()| Decision::transient("test"));
        assert!(outcome.is_break());
        assert_eq!(readings() - before, 2);
    }

    #[test]
    fn the_state_is_as_small_as_its_keys() {
        assert_eq!(size_of::<Retry>(), size_of::<u32>());
        assert_eq!(size_of::<Retry<[Instant; 1]>>(), size_of::<(u32, Instant)>());
    }

    #[test]
    fn the_longest_limit_is_no_overflow() {
        let mut retry = Retry::new().within(Duration::MAX);
        assert_eq!(fails(&mut retry), Some(Duration::from_secs(1)));
    }
}
