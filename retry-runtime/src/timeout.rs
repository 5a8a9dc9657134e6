use std::future::Future;
use std::time::Duration;

use crate::error::{AttemptTimeout, CircuitOpen};
use crate::outcome::Outcome;

/// Runs an attempt for at most this time.
///
/// # Errors
///
/// [`AttemptTimeout`] if it took longer; it is dropped then.
pub async fn timeout<A: Future>(limit: Duration, attempt: A) -> Result<A::Output, AttemptTimeout> {
    tokio::time::timeout(limit, attempt).await.map_err(|_| AttemptTimeout::new(limit))
}

/// The outcome of an attempt that took too long.
#[must_use]
pub fn expired<R>(timeout: AttemptTimeout) -> R
where
    R: Outcome,
    R::Error: FromTimeout,
{
    R::failed(FromTimeout::from_timeout(timeout))
}

/// An error that can tell of an attempt that took too long.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot tell of an attempt timeout",
    label = "`attempt_timeout` needs `{Self}: From<AttemptTimeout>`",
    note = "add a variant such as `Timeout(#[from] retry_runtime::AttemptTimeout)`, and classify it"
)]
pub trait FromTimeout {
    /// The error of an attempt that took too long.
    fn from_timeout(timeout: AttemptTimeout) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<AttemptTimeout>> FromTimeout for E {
    fn from_timeout(timeout: AttemptTimeout) -> Self {
        timeout.into()
    }
}

/// An error that can tell of an open circuit breaker.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot tell of an open circuit breaker",
    label = "`breaker(..)` needs `{Self}: From<CircuitOpen>`",
    note = "add a variant such as `Open(#[from] retry_runtime::CircuitOpen)`, and classify it"
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
