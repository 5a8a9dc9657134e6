//! A wait that is due, as a future or as a sleeping thread.

use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::time::Sleep;

use crate::wait::trail;

/// A wait that is due; `.await` it, or [`block`](Delay::block) in a function that is not async.
#[derive(Debug)]
#[must_use = "a delay does nothing until it is awaited"]
pub struct Delay(pub(crate) Duration);

impl Delay {
    /// The wait of a function that has none: all that is left of it is that the next attempt begins.
    #[inline]
    pub fn skip(self) {
        let Self(_none) = self;
        trail::tries();
    }

    /// Blocks this thread for the wait.
    pub fn block(self) {
        if !self.0.is_zero() {
            std::thread::sleep(self.0);
        }
        trail::tries();
    }
}

impl Delay {
    /// Waits, unless `cancel` resolves first. Whether it did.
    #[track_caller]
    pub fn or_cancelled<C: Future>(self, cancel: C) -> OrCancelled<C> {
        OrCancelled { cancel, wait: self.into_future() }
    }
}

pin_project! {
    /// A [`Delay`] that may be cancelled, being awaited.
    // By hand: an `async fn` would hold the future of the user twice.
    #[derive(Debug)]
    pub struct OrCancelled<C> {
        #[pin]
        cancel: C,
        #[pin]
        wait: Wait,
    }
}

impl<C: Future> Future for OrCancelled<C> {
    type Output = bool;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<bool> {
        let race = self.project();
        if race.cancel.poll(context).is_ready() {
            return Poll::Ready(true);
        }
        race.wait.poll(context).map(|()| false)
    }
}

impl IntoFuture for Delay {
    type Output = ();
    type IntoFuture = Wait;

    // Where there is no timer, tokio panics; it then says the place of the attribute, if no closure stands in between.
    #[inline]
    #[track_caller]
    fn into_future(self) -> Wait {
        // `Option<Sleep>` is as large as a `Sleep`: no function grows for the others' zero waits.
        // A sleep of zero would still cost a turn of the timer, a millisecond.
        if self.0.is_zero() {
            return Wait { sleep: None };
        }
        Wait { sleep: Some(tokio::time::sleep(self.0)) }
    }
}

pin_project! {
    /// A [`Delay`] being awaited.
    #[derive(Debug)]
    pub struct Wait {
        #[pin]
        sleep: Option<Sleep>,
    }
}

impl Future for Wait {
    type Output = ();

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let waited = match self.project().sleep.as_pin_mut() {
            Some(sleep) => sleep.poll(context),
            None => Poll::Ready(()),
        };
        waited.map(|()| trail::tries())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_as_small_as_a_sleep() {
        assert_eq!(size_of::<Wait>(), size_of::<Sleep>());
    }

    #[test]
    fn a_zero_wait_touches_no_timer() {
        // Outside a runtime a timer would panic.
        let wait = std::pin::pin!(Delay(Duration::ZERO).into_future());
        let mut context = Context::from_waker(std::task::Waker::noop());
        assert_eq!(wait.poll(&mut context), Poll::Ready(()));
    }
}
