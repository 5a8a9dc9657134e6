//! The time of an attempt that a policy sets, or does not.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::time::Instant;

use crate::call::after::Call;
use crate::call::outcome::Outcome;
use crate::call::retry::Retry;
use crate::call::shared::policy::Policy;
use crate::limits::timeout::{AttemptTimeout, FromTimeout, Late, TimeLeft, Timed, timeout_within};
use crate::wait::walk::Ways;

/// The `attempt_timeout` of a policy: none, `()`; that of a policy with an error type; or a `Duration`, that of limits alone.
pub trait Time {
    /// An attempt with that time.
    type Attempt<A: Future>: Future<Output = Result<A::Output, Self::Late>>;
    /// What comes of one that took longer; nothing can, where there is no time.
    type Late;
    const IS_LIMITED: bool;

    fn limit(&self) -> Option<Duration>;

    fn limited<A: Future>(&self, left: impl FnOnce(Duration) -> TimeLeft, attempt: A) -> Self::Attempt<A>;
}

/// The same for the functions that return this error.
pub trait TimeOf<E>: Time {
    fn late(&self, late: Self::Late) -> (E, Late);
}

/// A time, and what makes the error.
#[derive(Debug)]
pub struct PolicyTimeout<E: 'static> {
    /// The time.
    pub limit: Duration,
    /// What makes the error of an attempt that took longer.
    pub error: fn(AttemptTimeout) -> E,
}

impl Time for () {
    type Attempt<A: Future> = Untimed<A>;
    type Late = Infallible;
    const IS_LIMITED: bool = false;

    #[inline]
    fn limit(&self) -> Option<Duration> {
        None
    }

    #[inline]
    fn limited<A: Future>(&self, _: impl FnOnce(Duration) -> TimeLeft, attempt: A) -> Untimed<A> {
        Untimed { attempt }
    }
}

impl<E> TimeOf<E> for () {
    #[inline]
    fn late(&self, late: Infallible) -> (E, Late) {
        match late {}
    }
}

impl<E> Time for PolicyTimeout<E> {
    type Attempt<A: Future> = Timed<A>;
    type Late = Late;
    const IS_LIMITED: bool = true;

    fn limit(&self) -> Option<Duration> {
        Some(self.limit)
    }

    #[track_caller]
    fn limited<A: Future>(&self, left: impl FnOnce(Duration) -> TimeLeft, attempt: A) -> Timed<A> {
        timeout_within(left(self.limit), attempt)
    }
}

impl<E> TimeOf<E> for PolicyTimeout<E> {
    fn late(&self, late: Late) -> (E, Late) {
        ((self.error)(late.error()), late)
    }
}

impl Time for Duration {
    type Attempt<A: Future> = Timed<A>;
    type Late = Late;
    const IS_LIMITED: bool = true;

    fn limit(&self) -> Option<Duration> {
        Some(*self)
    }

    #[track_caller]
    fn limited<A: Future>(&self, left: impl FnOnce(Duration) -> TimeLeft, attempt: A) -> Timed<A> {
        timeout_within(left(*self), attempt)
    }
}

impl<E: FromTimeout> TimeOf<E> for Duration {
    fn late(&self, late: Late) -> (E, Late) {
        (E::from_timeout(late.error()), late)
    }
}

impl<W: Ways> Retry<W> {
    /// The call, limited to these ends; an attempt that has a time by the policy starts before.
    #[must_use]
    pub fn by<'a, E, T: Time, B, U>(&'a mut self, ends: &'a [Instant], _: &Policy<E, T, B, U>) -> Call<'a> {
        if T::IS_LIMITED { self.before(ends) } else { self.until(ends) }
    }
}

/// The time of an attempt that the policy sets, if it does.
pub fn limit_by<E, T: Time, B, U>(policy: &Policy<E, T, B, U>) -> Option<Duration> {
    policy.time.limit()
}

/// An attempt with the time that the policy sets.
#[track_caller]
pub fn limited_by<E, T, B, U, A>(
    policy: &Policy<E, T, B, U>,
    left: impl FnOnce(Duration) -> TimeLeft,
    attempt: A,
) -> T::Attempt<A>
where
    T: Time,
    A: Future,
{
    policy.time.limited(left, attempt)
}

/// The outcome of one that took longer.
pub fn late_by<R, E, T, B, U>(policy: &Policy<E, T, B, U>, late: T::Late) -> (R, Option<Late>)
where
    R: Outcome,
    T: TimeOf<R::Error>,
{
    let (error, late) = policy.time.late(late);
    (R::failed(error), Some(late))
}

pin_project! {
    /// An attempt that may take as long as it likes.
    #[derive(Debug)]
    pub struct Untimed<A> {
        #[pin]
        attempt: A,
    }
}

impl<A: Future> Future for Untimed<A> {
    type Output = Result<A::Output, Infallible>;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.project().attempt.poll(context).map(Ok)
    }
}
