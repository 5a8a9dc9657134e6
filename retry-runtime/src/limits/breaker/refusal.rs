//! The error of an attempt that a breaker refuses.

use std::fmt;
use std::time::Duration;

use thiserror::Error;

use super::circuit::Refusal;

/// A [`CircuitBreaker`](crate::CircuitBreaker) refused the first attempt of a call, or the next one after its wait.
///
/// The function's error is made from it, and ends the call. Where the breaker is open already when an attempt has failed,
/// and will be after the wait, the call returns the error of that attempt instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("circuit breaker `{breaker}` is {refusal}")]
pub struct CircuitOpen {
    breaker: &'static str,
    refusal: Why,
}

impl CircuitOpen {
    pub(crate) const fn new(breaker: &'static str, refusal: Refusal) -> Self {
        Self { breaker, refusal: Why(refusal) }
    }

    /// The name of the breaker.
    #[must_use]
    pub const fn breaker(&self) -> &'static str {
        self.breaker
    }

    /// How long it would still refuse everything; `None` if it was forced open, or is half-open with its probes under way.
    #[must_use]
    pub const fn remaining(&self) -> Option<Duration> {
        match self.refusal.0 {
            Refusal::Open(left) => Some(left),
            Refusal::Forced | Refusal::Probing => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Why(Refusal);

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Refusal::Open(left) => write!(f, "open for another {left:.1?}"),
            Refusal::Forced => f.write_str("open until it is reset"),
            Refusal::Probing => f.write_str("half-open, and its probes are under way"),
        }
    }
}

/// An error that can tell of an open circuit breaker.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot tell of an open circuit breaker",
    label = "`breaker(..)` needs `{Self}: From<CircuitOpen>`",
    note = "to a type of your own, add a variant such as `Open(#[from] retry_runtime::CircuitOpen)`, and classify it",
    note = "for a type of another crate, say what makes the error: `breaker(GEMINI, error = |open| ..)`"
)]
pub trait FromOpen {
    /// The error of an attempt that was refused.
    fn from_open(open: CircuitOpen) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<CircuitOpen>> FromOpen for E {
    fn from_open(open: CircuitOpen) -> Self {
        open.into()
    }
}
