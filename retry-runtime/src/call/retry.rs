//! The state of a call, and the plan after each of its attempts.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use crate::call::attempt::Attempt;
use crate::call::judgement::{Failed, Judgement, gave_up, settled};
use crate::call::kept::Kept;
use crate::call::outcome::Outcome;
use crate::call::site::Site;
use crate::classify::class::Class;
use crate::classify::decision::Decision;
use crate::limits::breaker::inner;
use crate::limits::breaker::{CircuitOpen, FromOpen};
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

/// The state of one call: how often it failed, and what its keys need besides.
///
/// `W` holds its way through each schedule where one count of failures is not enough for all of them. Most functions
/// have `Nothing` of it, which takes no room.
#[derive(Debug)]
pub struct Retry<W = Nothing> {
    failures: u32,
    walks: W,
    tally: Tally,
}

/// No walk. An empty array would be as empty, but aligned like a full one.
#[derive(Debug)]
pub struct Nothing;

impl AsMut<[Walk]> for Nothing {
    fn as_mut(&mut self) -> &mut [Walk] {
        &mut []
    }
}

impl Retry {
    /// A call that has not been tried yet. It is `const`: no clock is read.
    #[must_use]
    pub const fn new(site: &'static Site) -> Self {
        Self { failures: 0, walks: Nothing, tally: Tally::new(&site.function) }
    }
}

impl<const WALKS: usize> Retry<[Walk; WALKS]> {
    /// The same, with this many schedules that are walked apart.
    #[must_use]
    pub const fn walking(site: &'static Site) -> Self {
        Self {
            failures: 0,
            walks: [Walk::START; WALKS],
            tally: Tally::new(&site.function),
        }
    }
}

impl<W: AsMut<[Walk]>> Retry<W> {
    /// The attempt that is about to start.
    #[must_use]
    pub fn attempt(&self, site: &'static Site) -> Attempt {
        Attempt::new(self.failures.saturating_add(1), site.function.limit(), None)
    }

    /// The same, with the time that it and its call have.
    #[must_use]
    pub fn timed_attempt(&self, site: &'static Site, ends: &[Instant], limit: Option<Duration>) -> Attempt {
        let end = ends.iter().copied().chain(limit.map(clock::after)).min();
        Attempt::new(self.failures.saturating_add(1), site.function.limit(), end)
    }

    /// The call, limited to these ends: an attempt starts there at the latest.
    #[must_use]
    pub fn until<'a>(&'a mut self, ends: &'a [Instant]) -> Call<'a> {
        Call {
            failures: &mut self.failures,
            walks: self.walks.as_mut(),
            tally: &mut self.tally,
            ends,
            strict: false,
        }
    }

    /// The same for attempts that have a time: one that starts at the end would have none.
    #[must_use]
    pub fn before<'a>(&'a mut self, ends: &'a [Instant]) -> Call<'a> {
        Call { strict: true, ..self.until(ends) }
    }

    /// Whether the call has succeeded with this outcome.
    ///
    /// By reference, and apart from what follows a failure: so a success is two tests, and nothing is moved or made for it.
    #[inline]
    pub fn succeeded<R: Outcome>(&mut self, site: &'static Site, outcome: &R) -> bool {
        if outcome.error().is_some() {
            return false;
        }
        if self.failures == 0 {
            self.tally.end(Ending::Succeeded);
        } else {
            self.until(&[]).recovered(site);
        }
        true
    }

    /// What becomes of the call after this failed outcome: the wait for its next attempt; `None`: it ends with the outcome.
    #[inline]
    pub fn after<R, D>(&mut self, site: &'static Site, outcome: &R, decide: D, show: Show<R::Error>) -> Option<Delay>
    where
        R: Outcome,
        D: FnOnce(&R::Error) -> Decision,
    {
        let error = outcome.error()?;
        self.tally.judging();
        let decision = decide(error);
        self.until(&[]).failed(site, &decision, &ErrorText { error, show })
    }

    /// Ends the call where a breaker refuses its next attempt.
    pub fn refused<R>(&mut self, site: &'static Site, open: CircuitOpen) -> R
    where
        R: Outcome,
        R::Error: FromOpen,
    {
        self.refused_as(site, open, FromOpen::from_open)
    }

    /// The same, where the attribute says what makes the error.
    pub fn refused_as<R, F>(&mut self, site: &'static Site, open: CircuitOpen, error: F) -> R
    where
        R: Outcome,
        F: FnOnce(CircuitOpen) -> R::Error,
    {
        self.tally.judging();
        events::refused(&site.function, self.failures.saturating_add(1), open.breaker());
        nesting::gave_up(&site.function, self.failures, self.tally.call());
        self.tally.end(Ending::BreakerOpen);
        inner::note();
        R::failed(error(open))
    }
}

/// A call at the end of an attempt.
#[derive(Debug)]
pub struct Call<'a> {
    failures: &'a mut u32,
    walks: &'a mut [Walk],
    tally: &'a mut Tally,
    ends: &'a [Instant],
    /// Whether an attempt that starts at an end is too late.
    strict: bool,
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
    fn recovered(&mut self, site: &'static Site) {
        self.tally.judging();
        events::recovered(&site.function, self.failures.saturating_add(1));
        self.tally.end(Ending::Recovered);
    }

    /// One function for all errors: what of it depends on their type is behind `error`, which is written if somebody listens.
    #[cold]
    #[inline(never)]
    fn failed(&mut self, site: &'static Site, decision: &Decision, error: &dyn fmt::Display) -> Option<Delay> {
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

#[cfg(test)]
mod tests;
