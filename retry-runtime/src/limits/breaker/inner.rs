//! The mark of a refusal: a call inside of an attempt was refused, so that the attempt's own error may say nothing of the
//! service.
//!
//! The error cannot be asked: by the time the outer function has it, it may have been converted to any type. The mark is
//! the thread's, set where a call is refused and read by whoever is polled around it, in the same poll.

use std::cell::Cell;

thread_local! {
    static REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// A call was refused.
pub fn note() {
    REFUSED.set(true);
}

/// An attempt begins or goes on.
#[inline]
pub fn forget() {
    REFUSED.set(false);
}

/// Whether a call was refused since the attempt was last polled.
#[inline]
pub fn was_refused() -> bool {
    REFUSED.get()
}
