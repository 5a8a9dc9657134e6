//! What is to become of a call after an attempt, and what the limits say to it.

use std::ops::ControlFlow;
use std::time::Duration;

use crate::call::kept::Kept;
use crate::call::outcome::Outcome;
use crate::classify::class::Class;
use crate::limits::breaker::{Permit, Signal, inner};
use crate::limits::budget::Payment;
use crate::limits::timeout::Late;
use crate::observe::ending::Ending;
use crate::observe::error_text::Show;
use crate::observe::events::{self, Failure};
use crate::observe::tally::Tally;
use crate::wait::delay::Delay;
use crate::wait::trail;

/// The outcome of an attempt, and what is to become of the call, before the limits under load have spoken.
#[must_use = "an outcome is judged to be acted upon"]
pub struct Judgement<'a, R: Outcome> {
    pub(crate) outcome: R,
    pub(crate) show: Show<R::Error>,
    /// `None` after a success.
    pub(crate) failed: Option<(Failure, Result<Duration, Ending>)>,
    /// Set where the attempt's time was up.
    pub(crate) late: Option<Late>,
    pub(crate) tally: &'a mut Tally,
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
            (Some(_), Some(late)) if late.was_cut() => Signal::Ignored,
            (Some(_), Some(_)) => Signal::Failure,
            (Some(_), None) if inner::was_refused() => Signal::Ignored,
            (Some((failure, _)), None) if failure.decision.class == Class::Transient => Signal::Failure,
            (None, _) | (Some(_), None) => Signal::Success,
        };
        self.settle(permit, signal);
    }

    pub(crate) fn tell_on(&mut self, permit: Permit<'_>, trips: impl FnOnce(&R::Error) -> bool) {
        let signal = match self.outcome.error() {
            None => Signal::Success,
            Some(error) if !self.late.is_some_and(Late::was_cut) && trips(error) => Signal::Failure,
            Some(_) if self.is_answer() => Signal::Success,
            Some(_) => Signal::Ignored,
        };
        self.settle(permit, signal);
    }

    fn settle(&mut self, permit: Permit<'_>, signal: Signal) {
        let breaker = permit.settle(signal);
        self.restrict(|wait| if breaker.refuses_after(wait) { Err(Ending::BreakerOpen) } else { Ok(()) });
    }

    /// Pays for the retry, or gives back for the success.
    pub fn budget(mut self, payment: &mut Payment<'_>) -> Self {
        self.pay(payment);
        self
    }

    pub(crate) fn pay(&mut self, payment: &mut Payment<'_>) {
        match self.failed {
            Some((failure, _)) if !self.is_answer() => {
                let throttled = failure.decision.asked().is_some();
                self.restrict(|_| payment.pay(throttled));
            }
            _ => payment.succeed(),
        }
    }

    /// Whether the error is an answer of the service. That nothing came in time is none, whatever the lists say.
    fn is_answer(&self) -> bool {
        self.late.is_none() && self.failed.is_some_and(|(failure, _)| failure.is_expected())
    }

    /// Ends the call, or drops the failed outcome and says how long to wait.
    pub fn finish(self) -> ControlFlow<R, Delay> {
        match self.keep() {
            ControlFlow::Break(outcome) => ControlFlow::Break(outcome),
            ControlFlow::Continue((_, delay)) => ControlFlow::Continue(delay),
        }
    }

    /// The same, but keeps the failed outcome for a hook, or for a wait that may be cancelled.
    pub fn keep(self) -> ControlFlow<R, (Kept<R>, Delay)> {
        let Self { outcome, show, failed, tally, .. } = self;
        let Some((failure, plan)) = failed else {
            return ControlFlow::Break(outcome);
        };
        let kept = Kept { outcome, show, failure };
        match plan {
            Ok(wait) => {
                events::retrying(failure, wait, &kept.text());
                trail::waits(tally.call(), failure.attempt);
                tally.retrying();
                ControlFlow::Continue((kept, Delay(wait)))
            }
            Err(ending) => {
                let outcome = kept.gave_up(ending, tally);
                tally.end(ending);
                ControlFlow::Break(outcome)
            }
        }
    }

    /// Lets a limit refuse the retry that is planned. What is refused already is not asked again: a budget must not pay for a
    /// retry that a breaker has refused.
    fn restrict(&mut self, limit: impl FnOnce(Duration) -> Result<(), Ending>) {
        if let Some((_, plan)) = &mut self.failed {
            *plan = plan.and_then(|wait| limit(wait).map(|()| wait));
        }
    }
}
