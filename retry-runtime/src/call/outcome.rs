//! What a retried function returns, and the edge at which an attempt returns it.

use std::marker::PhantomData;

use crate::limits::timeout::{AttemptTimeout, FromTimeout, Late};

/// What a retried function returns: any `Result`, by whatever alias.
#[diagnostic::on_unimplemented(
    message = "`#[retry]` goes on a function that returns a `Result`, not `{Self}`",
    label = "not a `Result`",
    note = "an attempt fails by returning `Err(..)`; nothing else can be classified"
)]
pub trait Outcome: Sized {
    /// The error that is classified.
    type Error;

    /// The error of a failed attempt.
    fn error(&self) -> Option<&Self::Error>;

    /// The outcome of an attempt that failed with this error.
    fn failed(error: Self::Error) -> Self;
}

impl<T, E> Outcome for Result<T, E> {
    type Error = E;

    fn error(&self) -> Option<&E> {
        self.as_ref().err()
    }

    fn failed(error: E) -> Self {
        Err(error)
    }
}

/// Whether an attempt has succeeded.
#[inline]
pub fn succeeded<R: Outcome>(outcome: &R) -> bool {
    outcome.error().is_none()
}

/// The error of an attempt; `None`: it has succeeded.
#[inline]
// The error is a parameter of its own, or rustc would say twice of a function that returns no `Result` what it is to return.
pub fn error<R: Outcome<Error = E>, E>(outcome: &R) -> Option<&E> {
    outcome.error()
}

/// The return edge of an attempt: gives its body the function's return type, so that the tail expression and every
/// `return` coerce as they would in the function itself. Of size zero and without effect.
// `fn() -> R`: it holds no `R`, so that it is `Send` where `R` is not, and is dropped by nobody.
#[derive(Debug)]
pub struct Returns<R>(PhantomData<fn() -> R>);

/// Names the type that an attempt returns.
#[must_use]
pub const fn returns<R>() -> Returns<R> {
    Returns(PhantomData)
}

impl<R> Returns<R> {
    /// The value of a `return` that is never reached.
    #[must_use]
    pub fn never(self) -> R {
        let Self(_) = self;
        // Not a panic, of which the text would be in every binary, nor an `Option`, which rustc would have to look into.
        loop {
            std::hint::spin_loop();
        }
    }
}

/// The outcome of an attempt that took too long.
#[must_use]
pub fn expired<R>(late: Late) -> R
where
    R: Outcome,
    R::Error: FromTimeout,
{
    R::failed(FromTimeout::from_timeout(late.error()))
}

/// The same, where the attribute says what makes the error.
#[must_use]
pub fn expired_as<R: Outcome, F: FnOnce(AttemptTimeout) -> R::Error>(late: Late, error: F) -> R {
    R::failed(error(late.error()))
}
