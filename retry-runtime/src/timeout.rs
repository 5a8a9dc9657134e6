use std::future::Future;
use std::time::Duration;

use crate::error::{AttemptTimeout, CircuitOpen};
use crate::outcome::Outcome;

/// Runs an attempt for at most this time, and notes whether that was too short. The attempt is dropped then.
pub async fn timeout<R, A>(limit: Duration, timed_out: &mut bool, attempt: A) -> R
where
    R: Outcome,
    R::Error: FromTimeout,
    A: Future<Output = R>,
{
    let outcome = tokio::time::timeout(limit, attempt).await;
    *timed_out = outcome.is_err();
    outcome.unwrap_or_else(|_| R::failed(FromTimeout::from_timeout(AttemptTimeout::new(limit))))
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
