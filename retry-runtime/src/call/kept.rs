//! A failed outcome that is held on to: until it is told of, for a hook, or for a wait that may be cancelled.

use std::fmt;

use crate::call::outcome::Outcome;
use crate::call::retrying::Retrying;
use crate::observe::ending::Ending;
use crate::observe::error_text::Show;
use crate::observe::events::{self, Failure};
use crate::observe::nesting;
use crate::observe::tally::Tally;
use crate::wait::delay::Delay;

/// A failed outcome between its attempt and the next.
pub struct Kept<R: Outcome> {
    pub(crate) outcome: R,
    pub(crate) show: Show<R::Error>,
    pub(crate) failure: Failure,
}

impl<R: Outcome> Kept<R> {
    /// What a hook is told; always there, for the outcome is a failed one.
    pub fn retrying(&self, delay: &Delay) -> Option<Retrying<'_, R::Error>> {
        let error = self.outcome.error()?;
        Some(Retrying::new(self.failure, delay.0, error, self.show))
    }

    /// Ends the call with the last error.
    pub fn cancelled(self) -> R {
        let Failure { function, attempt, .. } = self.failure;
        events::gave_up(self.failure, Ending::Cancelled, &self.text());
        nesting::cancelled(function, attempt);
        self.outcome
    }

    pub(crate) fn gave_up(self, ending: Ending, tally: &Tally) -> R {
        let Failure { function, attempt, .. } = self.failure;
        events::gave_up(self.failure, ending, &self.text());
        // An answer is no failure for what is around it to try again.
        if ending != Ending::Expected {
            nesting::gave_up(function, attempt, tally.call());
        }
        self.outcome
    }

    pub(crate) fn text(&self) -> ErrorText<'_, R> {
        ErrorText { outcome: &self.outcome, show: self.show }
    }
}

/// The error of an outcome as text; nothing for a success.
pub struct ErrorText<'a, R: Outcome> {
    outcome: &'a R,
    show: Show<R::Error>,
}

impl<R: Outcome> fmt::Display for ErrorText<'_, R> {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.outcome.error().map_or(Ok(()), |error| (self.show)(error, text))
    }
}
