//! Tells a call that panics from one that is dropped while a neighbour panics: `std::thread::panicking` is true for both.
//!
//! What runs inside of a call runs under [`noted`]. If it unwinds, the thread has the mark when the call is counted.

#[cfg(any(feature = "metrics", feature = "registry"))]
mod mark {
    use std::cell::Cell;

    thread_local! {
        static UNWINDING: Cell<bool> = const { Cell::new(false) };
    }

    /// Set when it is dropped, which happens only if what it stands beside unwinds.
    struct Mark;

    impl Drop for Mark {
        fn drop(&mut self) {
            UNWINDING.set(true);
        }
    }

    /// Runs a part of a call.
    pub fn noted<R>(part: impl FnOnce() -> R) -> R {
        let mark = Mark;
        let done = part();
        std::mem::forget(mark);
        done
    }

    /// Whether the call that ends now ends by a panic of its own.
    pub fn take() -> bool {
        UNWINDING.take()
    }
}

#[cfg(any(feature = "metrics", feature = "registry"))]
pub use mark::{noted, take};

/// Runs a part of a call, which nobody counts.
#[cfg(not(any(feature = "metrics", feature = "registry")))]
pub fn noted<R>(part: impl FnOnce() -> R) -> R {
    part()
}
