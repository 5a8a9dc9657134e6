//! A wait that is due, as a future or as a sleeping thread.

use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use pin_project_lite::pin_project;
use tokio::time::Sleep;

/// A wait that is due; `.await` it, or [`block`](Delay::block) in a function that is not async.
#[derive(Debug)]
#[must_use = "a delay does nothing until it is awaited"]
pub struct Delay(pub(crate) Duration);

impl Delay {
    /// Blocks this thread for the wait.
    pub fn block(self) {
        if !self.0.is_zero() {
            std::thread::sleep(self.0);
        }
    }
}

impl Delay {
    /// Waits, unless `cancel` resolves first. Whether it did.
    #[expect(clippy::manual_async_fn, reason = "of an `async fn`, rustc would report what is no future twice")]
    pub fn or_cancelled<C: Future>(self, cancel: C) -> impl Future<Output = bool> {
        async move {
            let mut cancel = std::pin::pin!(cancel);
            let mut wait = std::pin::pin!(self.into_future());
            std::future::poll_fn(|context| {
                if cancel.as_mut().poll(context).is_ready() {
                    return Poll::Ready(true);
                }
                wait.as_mut().poll(context).map(|()| false)
            })
            .await
        }
    }
}

impl IntoFuture for Delay {
    type Output = ();
    type IntoFuture = Wait;

    fn into_future(self) -> Wait {
        // `Option<Sleep>` is as large as a `Sleep`: no function grows for the others' zero waits.
        // A sleep of zero would still cost a turn of the timer, a millisecond.
        let sleep = (!self.0.is_zero()).then(|| tokio::time::sleep(self.0));
        Wait { sleep }
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

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        match self.project().sleep.as_pin_mut() {
            Some(sleep) => sleep.poll(context),
            None => Poll::Ready(()),
        }
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
