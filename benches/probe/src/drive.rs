//! Drives a call to its end, the same way for every contender.

use std::future::{Future, poll_fn};
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use tokio::runtime::{Builder, Runtime};

/// A future that needs no runtime. It is polled through a pointer that the compiler cannot see through, so that no state of
/// it is known beforehand and none is folded into this function.
#[inline(never)]
pub fn drive<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = black_box(future.as_mut()).poll(&mut context) {
            return output;
        }
    }
}

/// The same inside of a runtime.
#[inline(never)]
pub async fn drive_in_runtime<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    poll_fn(|context| black_box(future.as_mut()).poll(context)).await
}

/// A runtime of one thread whose clock goes as soon as everybody waits.
pub fn runtime() -> anyhow::Result<Runtime> {
    Ok(Builder::new_current_thread().enable_time().start_paused(true).build()?)
}

/// By its name callgrind sees that a measurement ends.
#[inline(never)]
pub fn measured() {
    black_box(());
}
