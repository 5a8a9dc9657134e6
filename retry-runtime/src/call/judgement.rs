//! What is to become of a call after an attempt, and what the limits say to it.

use std::fmt;
use std::time::Duration;

use crate::call::kept::Kept;
use crate::call::outcome::Outcome;
use crate::classify::class::Class;
use crate::classify::decision::Decision;
use crate::limits::breaker::{Permit, Signal, inner};
use crate::limits::budget::Payment;
use crate::limits::timeout::Late;
use crate::observe::ending::Ending;
use crate::observe::error_text::{ErrorText, Show};
use crate::observe::events::{self, Failure};
use crate::observe::nesting;
use crate::observe::tally::Tally;
use crate::wait::delay::Delay;
use crate::wait::trail;

/// What is to become of a call, before the limits under load have spoken.
#[must_use = "an outcome is judged to be acted upon"]
pub struct Judgement<'a, R: Outcome> {
    /// Always there, for the outcome is a failed one.
    pub(crate) failed: Option<Failed<'a, R::Error>>,
    /// Set where the attempt's time was up.
    pub(crate) late: Option<Late>,
    pub(crate) tally: &'a mut Tally,
}

/// A failed attempt, and what is planned.
pub struct Failed<'a, E> {
    pub(crate) error: &'a E,
    pub(crate) show: Show<E>,
    pub(crate) decision: Decision,
    pub(crate) failure: Failure,
    pub(crate) plan: Result<Duration, Ending>,
}

impl<R: Outcome> Judgement<'_, R> {
    /// Says whether the attempt's time was up.
    pub fn timed_out(self, late: Option<Late>) -> Self {
        Self { late, ..self }
    }

    /// Tells a breaker how the attempt ended: what is retried is a failure of the service, and so is what was too slow; any
    /// other error is an answer.
    pub fn breaker(mut self, permit: Permit<'_>) -> Self {
        self.tell(permit);
        self
    }

    /// The same, where `trips` names the failures; other errors count as nothing.
    pub fn breaker_on(mut self, permit: Permit<'_>, trips: impl FnOnce(&R::Error) -> bool) -> Self {
        self.tell_on(permit, trips);
        self
    }

    pub(crate) fn tell(&mut self, permit: Permit<'_>) {
        let signal = match (&self.failed, self.late) {
            (_, Some(late)) if late.was_cut() => Signal::Ignored,
            (_, Some(_)) => Signal::Failure,
            (_, None) if inner::was_refused() => Signal::Ignored,
            (Some(failed), None) if failed.decision.class == Class::Transient => Signal::Failure,
            (_, None) => Signal::Success,
        };
        self.settle(permit, signal);
    }

    pub(crate) fn tell_on(&mut self, permit: Permit<'_>, trips: impl FnOnce(&R::Error) -> bool) {
        let signal = match &self.failed {
            Some(failed) if !self.late.is_some_and(Late::was_cut) && trips(failed.error) => Signal::Failure,
            _ if self.is_answer() => Signal::Success,
            _ => Signal::Ignored,
        };
        self.settle(permit, signal);
    }

    fn settle(&mut self, permit: Permit<'_>, signal: Signal) {
        let breaker = permit.settle(signal);
        self.restrict(|wait| if breaker.refuses_after(wait) { Err(Ending::BreakerOpen) } else { Ok(()) });
    }

    /// Pays for the retry, or gives back for an answer.
    pub fn budget(mut self, payment: &mut Payment<'_>) -> Self {
        self.pay(payment);
        self
    }

    pub(crate) fn pay(&mut self, payment: &mut Payment<'_>) {
        match &self.failed {
            Some(failed) if !self.is_answer() => {
                let throttled = failed.decision.asked().is_some();
                self.restrict(|_| payment.pay(throttled));
            }
            _ => payment.succeed(),
        }
    }

    /// Whether the error is an answer of the service. That nothing came in time is none, whatever the lists say.
    fn is_answer(&self) -> bool {
        self.late.is_none() && self.failed.as_ref().is_some_and(|failed| failed.decision.class == Class::Expected)
    }

    /// The wait for the next attempt; `None`: the call ends with the outcome.
    pub fn finish(self) -> Option<Delay> {
        self.keep().map(|(_, delay)| delay)
    }

    /// The same, with what a hook or a wait that may be cancelled needs of the failed attempt.
    pub fn keep(self) -> Option<(Kept<R::Error>, Delay)> {
        let Failed { error, show, failure, plan, .. } = self.failed?;
        let delay = settled(&failure, plan, &ErrorText { error, show }, self.tally)?;
        Some((Kept { failure, show }, delay))
    }

    /// Lets a limit refuse the retry that is planned. What is refused already is not asked again: a budget must not pay for a
    /// retry that a breaker has refused.
    fn restrict(&mut self, limit: impl FnOnce(Duration) -> Result<(), Ending>) {
        if let Some(failed) = &mut self.failed {
            failed.plan = failed.plan.and_then(|wait| limit(wait).map(|()| wait));
        }
    }
}

/// Tells what becomes of the call after a failed attempt.
#[inline]
pub fn settled(
    failure: &Failure,
    plan: Result<Duration, Ending>,
    error: &dyn fmt::Display,
    tally: &mut Tally,
) -> Option<Delay> {
    match plan {
        Ok(wait) => {
            events::retrying(failure, wait, error);
            trail::waits(tally.call(), failure.attempt);
            tally.retrying();
            Some(Delay(wait))
        }
        Err(ending) => {
            gave_up(failure, ending, error, tally);
            None
        }
    }
}

/// Tells that the call ends with this error.
#[cold]
pub fn gave_up(failure: &Failure, ending: Ending, error: &dyn fmt::Display, tally: &mut Tally) {
    events::gave_up(failure, ending, error);
    // An answer is no failure for what is around it to try again.
    if ending != Ending::Expected {
        nesting::gave_up(failure.function, failure.attempt, tally.call());
    }
    tally.end(ending);
}
