//! A call after an attempt: whether there is to be another, and after what wait.

use std::fmt::Display;
use std::time::Duration;

use tokio::time::Instant;

use crate::call::judgement::{Judged, Judgement};
use crate::call::outcome::Outcome;
use crate::call::site::Site;
use crate::call::state::State;
use crate::classify::class::Class;
use crate::classify::decision::Decision;
use crate::limits::switch::{self, Mode};
use crate::limits::timeout::TimeLeft;
use crate::observe::ending::Ending;
use crate::observe::error_text::ErrorText;
use crate::observe::events::Failure;
use crate::wait::clock;
use crate::wait::delay::Delay;
use crate::wait::jitter::Step;
use crate::wait::walk::Way;

/// A call at the end of an attempt.
#[derive(Debug)]
pub struct Call<'a> {
    pub(super) state: &'a mut State,
    pub(super) way: Way<'a>,
    pub(super) ends: &'a [Instant],
    /// Whether an attempt that starts at an end is too late.
    pub(super) strict: bool,
}

impl<'a> Call<'a> {
    /// Plans what becomes of the call after this error; limits under load may still refuse the retry.
    #[inline]
    pub fn judge<E, D>(self, site: &'static Site, error: &'a E, decide: D) -> Judgement<'a, E>
    where
        D: FnOnce(&'a E) -> (Decision, ErrorText<'a, E>),
    {
        self.state.tally.judging();
        let (decision, text) = decide(error);
        Judgement { text, judged: self.judged(site, decision) }
    }

    #[cold]
    #[inline(never)]
    fn judged(mut self, site: &'static Site, decision: Decision) -> Judged<'a> {
        let failure = self.failure(site, &decision);
        let plan = self.plan(site, &failure, &decision);
        Judged { decision, failure, plan, late: None, state: self.state }
    }

    /// Goes on after a hook, unless the hook took so long that the wait would now end too late.
    pub fn resume<R: Outcome>(
        self,
        site: &'static Site,
        rule: &'static str,
        outcome: &R,
        delay: Delay,
        text: impl FnOnce(&R::Error) -> ErrorText<'_, R::Error>,
    ) -> Option<Delay> {
        if self.admits(delay.0) {
            return Some(delay);
        }
        self.state.tally.judging();
        let error = text(outcome.error()?);
        let failure = self.state.failure(site, rule);
        self.state.give_up(&failure, Ending::Deadline, &error);
        None
    }

    /// The attempt that has failed, and how many there may be now.
    #[inline]
    fn failure(&self, site: &'static Site, decision: &Decision) -> Failure {
        let function = &site.function;
        Failure {
            function,
            attempt: self.state.attempt(),
            max: function.limit(),
            rule: decision.rule,
        }
    }

    /// The time of the next attempt: this much, or what is left of the call's.
    #[must_use]
    pub fn time_left(&self, limit: Duration) -> TimeLeft {
        let left = self.ends.iter().map(|end| end.saturating_duration_since(clock::now()));
        let left = left.fold(limit, Duration::min);
        TimeLeft { limit: left, cut: left < limit }
    }

    /// What is to come after a failed attempt.
    #[expect(clippy::inline_always, reason = "it has two callers, and what it returns stays in registers")]
    #[inline(always)]
    fn plan(&mut self, site: &'static Site, failure: &Failure, decision: &Decision) -> Result<Duration, Ending> {
        let wait = self.wait(site, failure, decision);
        self.state.failures = failure.attempt;
        wait.and_then(switched)
    }

    #[expect(clippy::inline_always, reason = "as `plan`, a part of which it is")]
    #[inline(always)]
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
        match site.plain_wait(self.state.failures) {
            Some(wait) if self.way.is_together() && self.ends.is_empty() && decision.asked().is_none() => Ok(wait),
            _ => self.again().weighed(site, kind, decision),
        }
    }

    /// The same call. That it is put down in memory, as a function that is not inlined wants it, is then left to those who need it.
    #[inline]
    fn again(&mut self) -> Call<'_> {
        Call {
            state: self.state,
            way: self.way.again(),
            ends: self.ends,
            strict: self.strict,
        }
    }

    /// The wait, where a schedule of its own, chance, a hint or an end of the call has a say in it.
    #[inline(never)]
    fn weighed(mut self, site: &Site, kind: usize, decision: &Decision) -> Result<Duration, Ending> {
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
        self.way.step(kind, self.state.failures, site.schedule(kind)?)
    }

    /// Whether an attempt may start after this wait.
    fn admits(&self, wait: Duration) -> bool {
        self.ends.iter().all(|end| {
            let start = clock::now().checked_add(wait);
            start.is_some_and(|start| if self.strict { start < *end } else { start <= *end })
        })
    }
}

impl State {
    /// What becomes of a call that has nothing else.
    // One function for all errors: what of it depends on their type is behind `error`, which is written if somebody listens.
    #[inline(never)]
    pub(super) fn after(&mut self, site: &'static Site, decision: &Decision, error: &dyn Display) -> Option<Delay> {
        let mut call = Call { state: self, way: Way::Together, ends: &[], strict: false };
        let failure = call.failure(site, decision);
        let plan = call.plan(site, &failure, decision);
        self.settle(&failure, plan, error)
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
