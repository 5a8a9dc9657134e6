//! What is to become of a call after an attempt, and what the limits say to it.

use std::time::Duration;

use crate::call::state::State;
use crate::classify::class::Class;
use crate::classify::decision::Decision;
use crate::limits::breaker::{Permit, Signal, inner};
use crate::limits::budget::Payment;
use crate::limits::timeout::Late;
use crate::observe::ending::Ending;
use crate::observe::error_text::ErrorText;
use crate::observe::events::Failure;
use crate::wait::delay::Delay;

/// What is to become of a call, before the limits under load have spoken.
#[must_use = "an error is judged to be acted upon"]
pub struct Judgement<'a, E> {
    pub(super) text: ErrorText<'a, E>,
    pub(super) judged: Judged<'a>,
}

/// The same without the error, whose type is each function's own.
#[derive(Debug)]
pub struct Judged<'a> {
    pub(super) decision: Decision,
    pub(super) failure: Failure,
    pub(super) plan: Result<Duration, Ending>,
    /// Set where the attempt's time was up.
    pub(super) late: Option<Late>,
    pub(super) state: &'a mut State,
}

impl<E> Judgement<'_, E> {
    /// Says whether the attempt's time was up.
    pub fn timed_out(mut self, late: Option<Late>) -> Self {
        self.judged.late = late;
        self
    }

    /// Tells a breaker how the attempt ended: what is retried is a failure of the service, and so is what was too slow; any
    /// other error is an answer.
    pub fn breaker(mut self, permit: Permit<'_>) -> Self {
        self.judged.tell(permit);
        self
    }

    /// The same, where `trips` names the failures; other errors count as nothing.
    pub fn breaker_on(mut self, permit: Permit<'_>, trips: impl FnOnce(&E) -> bool) -> Self {
        self.tell_on(permit, trips);
        self
    }

    pub(crate) fn tell_on(&mut self, permit: Permit<'_>, trips: impl FnOnce(&E) -> bool) {
        let trips = !self.judged.late.is_some_and(Late::was_cut) && trips(self.text.error);
        self.judged.tell_on(permit, trips);
    }

    /// Pays for the retry, or gives back for an answer.
    pub fn budget(mut self, payment: &mut Payment<'_>) -> Self {
        self.judged.pay(payment);
        self
    }

    /// The wait for the next attempt; `None`: the call ends with the outcome.
    pub fn finish(self) -> Option<Delay> {
        self.keep().map(|(_, delay)| delay)
    }

    /// The same, with the rule that a hook or a wait that may be cancelled tells of.
    pub fn keep(self) -> Option<(&'static str, Delay)> {
        let Self { text, judged } = self;
        let rule = judged.failure.rule;
        let delay = judged.settle(&text)?;
        Some((rule, delay))
    }
}

impl Judged<'_> {
    pub(crate) fn tell(&mut self, permit: Permit<'_>) {
        let signal = match self.late {
            Some(late) if late.was_cut() => Signal::Ignored,
            Some(_) => Signal::Failure,
            None if inner::was_refused() => Signal::Ignored,
            None if self.decision.class == Class::Transient => Signal::Failure,
            None => Signal::Success,
        };
        self.signal(permit, signal);
    }

    fn tell_on(&mut self, permit: Permit<'_>, trips: bool) {
        let signal = match trips {
            true => Signal::Failure,
            false if self.is_answer() => Signal::Success,
            false => Signal::Ignored,
        };
        self.signal(permit, signal);
    }

    fn signal(&mut self, permit: Permit<'_>, signal: Signal) {
        let breaker = permit.settle(signal);
        self.restrict(|wait| if breaker.refuses_after(wait) { Err(Ending::BreakerOpen) } else { Ok(()) });
    }

    pub(crate) fn pay(&mut self, payment: &mut Payment<'_>) {
        if self.is_answer() {
            payment.succeed();
        } else {
            let throttled = self.decision.asked().is_some();
            self.restrict(|_| payment.pay(throttled));
        }
    }

    /// Whether the error is an answer of the service. That nothing came in time is none, whatever the lists say.
    fn is_answer(&self) -> bool {
        self.late.is_none() && self.decision.class == Class::Expected
    }

    /// Lets a limit refuse the retry that is planned. What is refused already is not asked again: a budget must not pay for a
    /// retry that a breaker has refused.
    fn restrict(&mut self, limit: impl FnOnce(Duration) -> Result<(), Ending>) {
        self.plan = self.plan.and_then(|wait| limit(wait).map(|()| wait));
    }

    fn settle(self, error: &dyn std::fmt::Display) -> Option<Delay> {
        self.state.settle(&self.failure, self.plan, error)
    }
}
