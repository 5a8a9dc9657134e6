use std::ops::ControlFlow;
use std::time::Duration;

use crate::breaker::Permit;
use crate::budget::{RetryBudget, Spent};
use crate::circuit::Signal;
use crate::delay::Delay;
use crate::events::{self, Failure, GaveUp};
use crate::outcome::Outcome;

/// The outcome of an attempt, and what is to become of the call, before the limits under load have spoken.
#[derive(Debug)]
#[must_use = "an outcome is judged to be acted upon"]
pub struct Judged<R> {
    pub(crate) outcome: R,
    /// `None` after a success.
    pub(crate) failed: Option<(Failure, Result<Duration, GaveUp>)>,
}

impl<R: Outcome> Judged<R> {
    /// Tells a breaker how the attempt ended: what is retried is a failure of the service, any other error an answer.
    pub fn breaker(self, permit: Permit<'_>) -> Self {
        let failure = self.failed.as_ref().is_some_and(|(failure, _)| failure.decision.schedule.is_some());
        self.settle(permit, if failure { Signal::Failure } else { Signal::Success })
    }

    /// The same, where `trips` names the failures; other errors count as nothing.
    pub fn breaker_on(self, permit: Permit<'_>, trips: impl FnOnce(&R::Error) -> bool) -> Self {
        let signal = match self.outcome.error() {
            None => Signal::Success,
            Some(error) if trips(error) => Signal::Failure,
            Some(_) => Signal::Ignored,
        };
        self.settle(permit, signal)
    }

    fn settle(mut self, permit: Permit<'_>, signal: Signal) -> Self {
        let breaker = permit.settle(signal);
        self.restrict(|wait| if breaker.refuses_after(wait) { Err(GaveUp::BreakerOpen) } else { Ok(()) });
        self
    }

    /// Pays for the retry, or gives back for the success.
    pub fn budget(mut self, budget: &RetryBudget, spent: &mut Spent, timed_out: bool) -> Self {
        if self.failed.is_none() {
            budget.earn(*spent);
        }
        self.restrict(|_| {
            *spent = budget.pay(timed_out).ok_or(GaveUp::BudgetExhausted)?;
            Ok(())
        });
        self
    }

    /// Ends the call, or drops the failed outcome and says how long to wait.
    pub fn finish(self) -> ControlFlow<R, Delay> {
        match self.keep() {
            ControlFlow::Break(outcome) => ControlFlow::Break(outcome),
            ControlFlow::Continue((_, delay)) => ControlFlow::Continue(delay),
        }
    }

    /// The same, but keeps the failed outcome for a wait that may be cancelled.
    pub fn keep(self) -> ControlFlow<R, (Kept<R>, Delay)> {
        let Some((failure, wait)) = self.failed else {
            return ControlFlow::Break(self.outcome);
        };
        match wait {
            Ok(wait) => {
                events::retrying(failure, wait);
                ControlFlow::Continue((Kept { outcome: self.outcome, failure }, Delay(wait)))
            }
            Err(reason) => {
                events::gave_up(failure, reason);
                ControlFlow::Break(self.outcome)
            }
        }
    }

    /// Lets a limit refuse the retry that is planned.
    fn restrict(&mut self, limit: impl FnOnce(Duration) -> Result<(), GaveUp>) {
        if let Some((_, plan)) = &mut self.failed {
            *plan = plan.and_then(|wait| limit(wait).map(|()| wait));
        }
    }
}

/// A failed outcome during a wait that may be cancelled.
#[derive(Debug)]
pub struct Kept<R> {
    outcome: R,
    failure: Failure,
}

impl<R> Kept<R> {
    /// Ends the call with the last error.
    pub fn cancelled(self) -> R {
        events::gave_up(self.failure, GaveUp::Cancelled);
        self.outcome
    }
}
