//! Every kind of function that can be retried: it compiles, it runs its body again, it returns what it should.
//!
//! The bodies fail with `Busy` as often as the counter says.

mod arguments;
mod blocking;
mod bodies;
mod boxed_trait;
mod coercions;
mod fragments;
mod futures;
mod generics;
mod hygiene;
mod macros;
mod once;
mod places;
mod receivers;
mod reexport;
mod returns;
mod send;
mod traits;

use std::cell::Cell;
use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

/// Retried everywhere here, but for `Gone`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Error {
    #[error("busy")]
    Busy,
    #[error("gone")]
    Gone,
}

/// Counts the calls of a body; the first ones fail.
#[derive(Debug, Default)]
struct Calls {
    made: AtomicU32,
    failing: u32,
}

impl Calls {
    /// The first `failing` calls fail.
    const fn failing(failing: u32) -> Self {
        let made = AtomicU32::new(0);
        Self { made, failing }
    }

    /// The number of this call, from 1.
    fn next(&self) -> Result<u32, Error> {
        let number = self.made.fetch_add(1, Ordering::SeqCst) + 1;
        if number > self.failing { Ok(number) } else { Err(Error::Busy) }
    }

    fn made(&self) -> u32 {
        self.made.load(Ordering::SeqCst)
    }
}

/// The result of a future that never waits.
fn now<F: Future>(future: F) -> F::Output {
    futures_util::FutureExt::now_or_never(future).expect("nothing here waits")
}

thread_local! {
    static COUNTER: Cell<u32> = const { Cell::new(0) };
}

/// For bodies that can reach nothing else: counts the calls of this test, which runs on a thread of its own.
fn count() -> u32 {
    COUNTER.set(COUNTER.get() + 1);
    COUNTER.get()
}
