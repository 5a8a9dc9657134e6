//! What is to become of a call after an attempt, and what the limits say to it.

use std::ops::ControlFlow;
use std::time::Duration;

use crate::call::kept::Kept;
use crate::call::outcome::Outcome;
use crate::limits::breaker::{Permit, Signal};
use crate::limits::budget::{RetryBudget, Spent};
use crate::observe::ending::Ending;
use crate::observe::error_text::Show;
use crate::observe::events::{self, Failure};
use crate::observe::tally::Tally;
use crate::wait::delay::Delay;

/// The outcome of an attempt, and what is to become of the call, before the limits under load have spoken.
#[must_use = "an outcome is judged to be acted upon"]
pub struct Judgement<'a, R: Outcome> {
    pub(crate) outcome: R,
    pub(crate) show: Show<R::Error>,
    /// `None` after a success.
    pub(crate) failed: Option<(Failure, Result<Duration, Ending>)>,
    pub(crate) tally: &'a mut Tally,
}

impl<R: Outcome> Judgement<'_, R> {
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
        self.restrict(|wait| if breaker.refuses_after(wait) { Err(Ending::BreakerOpen) } else { Ok(()) });
        self
    }

    /// Pays for the retry, or gives back for the success.
    pub fn budget(mut self, budget: &RetryBudget, spent: &mut Spent, timed_out: bool) -> Self {
        if self.failed.is_none() {
            budget.earn(*spent);
        }
        self.restrict(|_| {
            *spent = budget.pay(timed_out).ok_or(Ending::BudgetExhausted)?;
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

    /// The same, but keeps the failed outcome for a hook, or for a wait that may be cancelled.
    pub fn keep(self) -> ControlFlow<R, (Kept<R>, Delay)> {
        let Self { outcome, show, failed, tally } = self;
        let Some((failure, plan)) = failed else {
            return ControlFlow::Break(outcome);
        };
        let kept = Kept { outcome, show, failure };
        match plan {
            Ok(wait) => {
                events::retrying(failure, wait, &kept.text());
                tally.retrying();
                ControlFlow::Continue((kept, Delay(wait)))
            }
            Err(ending) => {
                tally.end(ending);
                ControlFlow::Break(kept.gave_up(ending))
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
