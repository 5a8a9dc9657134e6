//! What happens inside of an attempt while it runs, which its outcome does not tell: a panic, a refusal by a breaker.
//!
//! Both are noted for the thread, and read right behind the attempt, before anything else of the thread can run.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use crate::limits::breaker::inner;
use crate::observe::unwinding;

/// An attempt of a function without a breaker: where calls are not counted, the body itself.
#[cfg(not(any(feature = "metrics", feature = "registry")))]
pub type Plain<A> = A;

/// An attempt of a function without a breaker.
#[cfg(any(feature = "metrics", feature = "registry"))]
pub type Plain<A> = Watched<A>;

/// An attempt of a function without a breaker.
#[cfg(not(any(feature = "metrics", feature = "registry")))]
pub const fn attempt<A: Future>(body: A) -> Plain<A> {
    body
}

/// An attempt of a function without a breaker.
#[cfg(any(feature = "metrics", feature = "registry"))]
pub const fn attempt<A: Future>(body: A) -> Plain<A> {
    watched(body)
}

/// An attempt of a function with a breaker.
pub const fn watched<A: Future>(body: A) -> Watched<A> {
    Watched { body }
}

pin_project! {
    /// An attempt that is watched.
    #[derive(Debug)]
    pub struct Watched<A> {
        #[pin]
        body: A,
    }
}

impl<A: Future> Future for Watched<A> {
    type Output = A::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<A::Output> {
        // At each poll: a refusal that the body has lived with and waited after is none of its outcome.
        inner::forget();
        unwinding::noted(|| self.project().body.poll(context))
    }
}

/// Runs the body of a blocking attempt or of a hook, so that `?` and `return` leave it and not the function.
pub fn call<R, F: FnOnce() -> R>(body: F) -> R {
    unwinding::noted(body)
}

/// A blocking attempt of a function with a breaker.
pub fn watched_call<R, F: FnOnce() -> R>(body: F) -> R {
    inner::forget();
    call(body)
}
