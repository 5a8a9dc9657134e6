//! The time of one attempt, and the error of one that took longer.

use std::future::Future;
use std::time::Duration;

use thiserror::Error;

/// An attempt took longer than its `attempt_timeout`, and was dropped.
///
/// The function's error is made from it, and is classified like any other: it may be retried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("attempt timed out after {limit:?}")]
pub struct AttemptTimeout {
    limit: Duration,
}

impl AttemptTimeout {
    /// As the attribute makes one; for tests of what your error makes of it.
    #[must_use]
    pub const fn new(limit: Duration) -> Self {
        Self { limit }
    }

    /// The time the attempt had: its `attempt_timeout`, or what was left of the call's `within`.
    #[must_use]
    pub const fn limit(&self) -> Duration {
        self.limit
    }
}

/// Runs an attempt for at most this time.
///
/// # Errors
///
/// [`AttemptTimeout`] if it took longer; it is dropped then.
pub async fn timeout<A: Future>(limit: Duration, attempt: A) -> Result<A::Output, AttemptTimeout> {
    tokio::time::timeout(limit, attempt).await.map_err(|_| AttemptTimeout::new(limit))
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
