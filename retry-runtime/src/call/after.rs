//! A call after an attempt: whether there is to be another, and after what wait.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use crate::call::judgement::{Failed, Judgement, gave_up, settled};
use crate::call::kept::Kept;
use crate::call::outcome::Outcome;
use crate::call::site::Site;
use crate::classify::class::Class;
use crate::classify::decision::Decision;
use crate::limits::switch::{self, Mode};
use crate::limits::timeout::TimeLeft;
use crate::observe::ending::Ending;
use crate::observe::error_text::{ErrorText, Show};
use crate::observe::events::{self, Failure};
use crate::observe::nesting;
use crate::observe::tally::Tally;
use crate::wait::clock;
use crate::wait::delay::Delay;
use crate::wait::jitter::Step;
use crate::wait::walk::Walk;

/// A call at the end of an attempt.
#[derive(Debug)]
pub struct Call<'a> {
    pub(super) failures: &'a mut u32,
    pub(super) walks: &'a mut [Walk],
    pub(super) tally: &'a mut Tally,
    pub(super) ends: &'a [Instant],
    /// Whether an attempt that starts at an end is too late.
    pub(super) strict: bool,
}

impl<'a> Call<'a> {
    /// Plans what becomes of the call after this failed outcome; limits under load may still refuse the retry.
    #[inline]
    pub fn judge<R, D>(
        mut self,
        site: &'static Site,
        outcome: &'a R,
        decide: D,
        show: Show<R::Error>,
    ) -> Judgement<'a, R>
    where
        R: Outcome,
        D: FnOnce(&R::Error) -> Decision,
    {
        let Some(error) = outcome.error() else {
            return Judgement { failed: None, late: None, tally: self.tally };
        };
        self.tally.judging();
        let decision = decide(error);
        let failure = self.failure(site, &decision);
        let plan = self.plan(site, &failure, &decision);
        let failed = Some(Failed { error, show, decision, failure, plan });
        Judgement { failed, late: None, tally: self.tally }
    }

    /// Goes on after a hook, unless the hook took so long that the wait would now end too late.
    pub fn resume<R: Outcome>(self, kept: &Kept<R::Error>, outcome: &R, delay: Delay) -> Option<Delay> {
        if self.admits(delay.0) {
            return Some(delay);
        }
        self.tally.judging();
        let error = ErrorText { error: outcome.error()?, show: kept.show };
        gave_up(&kept.failure, Ending::Deadline, &error, self.tally);
        None
    }

    /// The attempt that has failed, and how many there may be now.
    #[inline]
    fn failure(&self, site: &'static Site, decision: &Decision) -> Failure {
        let function = &site.function;
        Failure {
            function,
            attempt: self.failures.saturating_add(1),
            max: function.limit(),
            rule: decision.rule,
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn recovered(&mut self, site: &'static Site) {
        self.tally.judging();
        events::recovered(&site.function, self.failures.saturating_add(1));
        self.tally.end(Ending::Recovered);
    }

    /// One function for all errors: what of it depends on their type is behind `error`, which is written if somebody listens.
    #[cold]
    #[inline(never)]
    pub(super) fn failed(
        &mut self,
        site: &'static Site,
        decision: &Decision,
        error: &dyn fmt::Display,
    ) -> Option<Delay> {
        let failure = self.failure(site, decision);
        let plan = self.plan(site, &failure, decision);
        settled(&failure, plan, error, self.tally)
    }

    /// The time of the next attempt: this much, or what is left of the call's.
    #[must_use]
    pub fn time_left(&self, limit: Duration) -> TimeLeft {
        let left = self.ends.iter().map(|end| end.saturating_duration_since(clock::now()));
        let left = left.fold(limit, Duration::min);
        TimeLeft { limit: left, cut: left < limit }
    }

    /// What is to come after a failed attempt.
    #[cold]
    fn plan(&mut self, site: &'static Site, failure: &Failure, decision: &Decision) -> Result<Duration, Ending> {
        nesting::failed(failure);
        let wait = self.wait(site, failure, decision);
        *self.failures = failure.attempt;
        wait.and_then(switched)
    }

    #[inline]
    fn wait(&mut self, site: &Site, failure: &Failure, decision: &Decision) -> Result<Duration, Ending> {
        let kind = match decision.class {
            Class::Transient => decision.kind,
            Class::Permanent => return Err(Ending::NotRetryable),
            Class::Expected => return Err(Ending::Expected),
        };
        if failure.attempt >= failure.max {
            return Err(Ending::Exhausted);
        }
        // Most calls have one schedule, no hint and no end, and so nothing to weigh.
        match site.plain_wait(*self.failures) {
            Some(wait) if self.walks.is_empty() && self.ends.is_empty() && decision.asked().is_none() => Ok(wait),
            _ => self.weighed(site, kind, decision),
        }
    }

    /// The wait, where a schedule of its own, chance, a hint or an end of the call has a say in it.
    #[inline(never)]
    fn weighed(&mut self, site: &Site, kind: usize, decision: &Decision) -> Result<Duration, Ending> {
        let step = self.step(site, kind).ok_or(Ending::Exhausted)?;
        let Some(asked) = decision.asked() else {
            return if self.admits(step.wait) { Ok(step.wait) } else { Err(Ending::Deadline) };
        };
        let least = asked.wait().ok_or(Ending::HintTooLong)?;
        if !self.admits(least) {
            return Err(Ending::Deadline);
        }
        let wait = asked.with_jitter(step);
        Ok(if self.admits(wait) { wait } else { least })
    }

    fn step(&mut self, site: &Site, kind: usize) -> Option<Step> {
        let schedule = site.schedule(kind)?;
        match self.walks.get_mut(kind) {
            Some(walk) => walk.step(schedule),
            None => schedule.step(*self.failures, None),
        }
    }

    /// Whether an attempt may start after this wait.
    fn admits(&self, wait: Duration) -> bool {
        self.ends.iter().all(|end| {
            let start = clock::now().checked_add(wait);
            start.is_some_and(|start| if self.strict { start < *end } else { start <= *end })
        })
    }
}

/// A planned wait, as the switch of the process has it.
#[inline]
fn switched(wait: Duration) -> Result<Duration, Ending> {
    match switch::mode() {
        Mode::Normal => Ok(wait),
        Mode::NoWaits => Ok(Duration::ZERO),
        Mode::Off => Err(Ending::SwitchedOff),
    }
}
