//! The time of one attempt, and the error of one that took longer.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use thiserror::Error;
use tokio::time::Timeout;

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

/// The time of one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLeft {
    pub(crate) limit: Duration,
    /// Whether the end of the call leaves less than the attempt's own limit.
    pub(crate) cut: bool,
}

/// An attempt whose time was up.
#[derive(Debug, Clone, Copy)]
pub struct Late(TimeLeft);

impl Late {
    /// Whether the end of the call came first: then the service was not slow for certain.
    pub(crate) const fn was_cut(self) -> bool {
        self.0.cut
    }

    /// An attempt that had all of its own time.
    #[must_use]
    pub const fn after(limit: Duration) -> Self {
        Self(TimeLeft { limit, cut: false })
    }

    pub(crate) const fn error(self) -> AttemptTimeout {
        AttemptTimeout::new(self.0.limit)
    }
}

/// Runs an attempt for at most this time; it is dropped then.
#[track_caller]
pub fn timeout<A: Future>(limit: Duration, attempt: A) -> Timeout<A> {
    tokio::time::timeout(limit, attempt)
}

/// The same for the time that a call leaves it. Without any time it is not started.
#[track_caller]
pub fn timeout_within<A: Future>(time: TimeLeft, attempt: A) -> Timed<A> {
    // No closure, which would hide the caller from a panic of tokio.
    let attempt = if time.limit.is_zero() {
        None
    } else {
        Some(tokio::time::timeout(time.limit, attempt))
    };
    Timed { attempt, time }
}

pin_project! {
    /// An attempt with a time of its own.
    // By hand: an `async fn` would hold the attempt twice, as its argument and as what it awaits.
    #[derive(Debug)]
    pub struct Timed<A> {
        #[pin]
        attempt: Option<Timeout<A>>,
        time: TimeLeft,
    }
}

impl<A: Future> Future for Timed<A> {
    type Output = Result<A::Output, Late>;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let timed = self.project();
        let late = Late(*timed.time);
        match timed.attempt.as_pin_mut() {
            Some(attempt) => attempt.poll(context).map(|outcome| outcome.map_err(|_| late)),
            None => Poll::Ready(Err(late)),
        }
    }
}

/// An error that can tell of an attempt that took too long.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot tell of an attempt timeout",
    label = "`attempt_timeout` needs `{Self}: From<AttemptTimeout>`",
    note = "to a type of your own, add a variant such as `Timeout(#[from] retry_runtime::AttemptTimeout)`, and classify it",
    note = "for a type of another crate, say what makes the error: `attempt_timeout(5s, error = |timeout| ..)`"
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
