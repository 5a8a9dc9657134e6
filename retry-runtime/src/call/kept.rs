//! What is kept of a failed attempt while a hook runs or a wait may be cancelled; the outcome itself stays where it is.

use crate::call::outcome::Outcome;
use crate::call::retrying::Retrying;
use crate::observe::ending::Ending;
use crate::observe::error_text::{ErrorText, Show};
use crate::observe::events::{self, Failure};
use crate::observe::nesting;
use crate::wait::delay::Delay;

/// A failed attempt between its judgement and the next.
#[derive(Debug)]
pub struct Kept<E> {
    pub(crate) failure: Failure,
    pub(crate) show: Show<E>,
}

impl<E> Kept<E> {
    /// What a hook is told; always there, for the outcome is a failed one.
    pub fn retrying<'a, R>(&self, outcome: &'a R, delay: &Delay) -> Option<Retrying<'a, E>>
    where
        R: Outcome<Error = E>,
    {
        Some(Retrying::new(&self.failure, delay.0, outcome.error()?, self.show))
    }

    /// The call ends with this outcome, in its wait.
    pub fn cancelled<R: Outcome<Error = E>>(&self, outcome: &R) {
        let Some(error) = outcome.error() else { return };
        events::gave_up(&self.failure, Ending::Cancelled, &ErrorText { error, show: self.show });
        nesting::cancelled(self.failure.function, self.failure.attempt);
    }
}
