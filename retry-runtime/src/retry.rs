use std::ops::ControlFlow;
use std::time::Duration;

use tokio::time::Instant;

use crate::attempt::Attempt;
use crate::clock;
use crate::decision::Decision;
use crate::delay::Delay;
use crate::events::{self, Failure, GaveUp};
use crate::outcome::Outcome;
use crate::site::{Schedule, Site};

/// The state of one call: how often it failed, and what its keys need besides.
///
/// `T` is its time limit and `W` its way through the schedule; both are `()`, and take no room, until a key asks.
#[derive(Debug)]
pub struct Retry<T = (), W = ()> {
    failures: u32,
    limit: T,
    walk: W,
}

impl Retry {
    /// A call that has not been tried yet. It is `const`: no clock is read.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        Self {
            failures: 0,
            limit: (),
            walk: (),
        }
    }
}

impl<W> Retry<(), W> {
    /// Limits the call to this time from now.
    #[must_use]
    pub fn within(self, limit: Duration) -> Retry<Until, W> {
        Retry {
            failures: self.failures,
            limit: Until(clock::now().checked_add(limit)),
            walk: self.walk,
        }
    }
}

impl<T> Retry<T, ()> {
    /// Remembers the last wait, for a jitter that builds on it.
    #[must_use]
    pub fn decorrelated(self) -> Retry<T, Previous> {
        Retry {
            failures: self.failures,
            limit: self.limit,
            walk: Previous(None),
        }
    }
}

impl<T: Limit, W: Walk> Retry<T, W> {
    /// The attempt that is about to start.
    #[must_use]
    pub fn attempt(&self, site: &'static Site) -> Attempt {
        Attempt::new(self.failures.saturating_add(1), site.max())
    }

    /// Ends the call with this outcome, or drops the failed one and says how long to wait for the next attempt.
    pub fn after<R, D>(&mut self, site: &'static Site, outcome: R, decide: D) -> ControlFlow<R, Delay>
    where
        R: Outcome,
        D: FnOnce(&R::Error) -> Decision,
    {
        let Some(error) = outcome.error() else {
            if self.failures > 0 {
                events::recovered(site, self.attempt(site).number());
            }
            return ControlFlow::Break(outcome);
        };
        let failure = Failure {
            site,
            attempt: self.attempt(site).number(),
            decision: decide(error),
            error: std::any::type_name::<R::Error>(),
        };
        match self.failed(failure) {
            Ok(delay) => ControlFlow::Continue(delay),
            Err(_) => ControlFlow::Break(outcome),
        }
    }

    #[cold]
    fn failed(&mut self, failure: Failure) -> Result<Delay, GaveUp> {
        let wait = self.wait(&failure.site.schedule, failure.decision);
        self.failures = failure.attempt;
        match wait {
            Ok(wait) => events::retrying(failure, wait),
            Err(reason) => events::gave_up(failure, reason),
        }
        wait.map(Delay)
    }

    fn wait(&mut self, schedule: &Schedule, decision: Decision) -> Result<Duration, GaveUp> {
        if !decision.retryable {
            return Err(GaveUp::NotRetryable);
        }
        let wait = self.walk.next(schedule, self.failures).ok_or(GaveUp::Exhausted)?;
        if self.limit.admits(wait) { Ok(wait) } else { Err(GaveUp::Deadline) }
    }
}

/// The time a call may take.
pub trait Limit {
    /// Whether an attempt may start after this wait.
    fn admits(&self, wait: Duration) -> bool;
}

impl Limit for () {
    fn admits(&self, _: Duration) -> bool {
        true
    }
}

/// The moment after which no attempt starts; `None` where the clock does not reach that far.
#[derive(Debug)]
pub struct Until(Option<Instant>);

impl Limit for Until {
    fn admits(&self, wait: Duration) -> bool {
        self.0.is_none_or(|end| clock::now().checked_add(wait).is_some_and(|start| start <= end))
    }
}

/// The way through a schedule.
pub trait Walk {
    /// The wait after one more failure; `None` when the schedule is used up.
    fn next(&mut self, schedule: &Schedule, failures: u32) -> Option<Duration>;
}

impl Walk for () {
    fn next(&mut self, schedule: &Schedule, failures: u32) -> Option<Duration> {
        schedule.wait(failures, Duration::ZERO)
    }
}

/// The wait before, which the next one builds on.
#[derive(Debug)]
pub struct Previous(Option<Duration>);

impl Walk for Previous {
    fn next(&mut self, schedule: &Schedule, failures: u32) -> Option<Duration> {
        let base = schedule.waits.first().copied()?;
        self.0 = schedule.wait(failures, self.0.unwrap_or(base));
        self.0
    }
}
