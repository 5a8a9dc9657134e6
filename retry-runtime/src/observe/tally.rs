//! The count of a call, which is made when it is over.

use std::ptr;

use crate::observe::ending::Ending;
#[cfg(any(feature = "metrics", feature = "registry"))]
use crate::observe::events;
use crate::observe::function::Function;
#[cfg(any(feature = "metrics", feature = "registry"))]
use crate::observe::unwinding;

/// Counts a call once, when it is over, whichever way: that it was dropped is seen by nothing else.
///
/// It counts in its destructor, the only place that a dropped future passes. Without a feature that counts calls it is
/// nothing, and no future has a destructor for it.
#[derive(Debug)]
pub struct Tally {
    #[cfg(any(feature = "metrics", feature = "registry"))]
    function: &'static Function,
    #[cfg(any(feature = "metrics", feature = "registry"))]
    retried: bool,
    #[cfg(any(feature = "metrics", feature = "registry"))]
    ending: Ending,
}

impl Tally {
    /// Which call it is, among those that last: where it stands. That takes no room, and a call is not moved.
    pub fn call(&self) -> usize {
        ptr::from_ref(self).addr()
    }
}

#[cfg(not(any(feature = "metrics", feature = "registry")))]
#[expect(clippy::unused_self, clippy::needless_pass_by_ref_mut, reason = "as where it counts")]
impl Tally {
    pub const fn new(_: &'static Function) -> Self {
        Self {}
    }

    pub const fn judging(&mut self) {}

    pub const fn retrying(&mut self) {}

    pub const fn end(&mut self, _: Ending) {}
}

#[cfg(any(feature = "metrics", feature = "registry"))]
impl Tally {
    /// A call that begins.
    pub const fn new(function: &'static Function) -> Self {
        // As it ends if nothing more is heard of it.
        Self { function, retried: false, ending: Ending::Cancelled }
    }

    /// An attempt has ended, and what comes of it is decided: by closures, a `Display`, a subscriber, all of which may panic.
    pub const fn judging(&mut self) {
        self.ending = Ending::Panicked;
    }

    /// The call goes on after a failed attempt.
    pub const fn retrying(&mut self) {
        self.retried = true;
        self.ending = Ending::Cancelled;
    }

    /// The call is about to return.
    pub const fn end(&mut self, ending: Ending) {
        self.ending = ending;
    }
}

#[cfg(any(feature = "metrics", feature = "registry"))]
impl Drop for Tally {
    fn drop(&mut self) {
        // Most calls: nothing else is looked at for them, and nothing is saved for what follows.
        if self.ending == Ending::Succeeded && !std::thread::panicking() {
            events::succeeded(self.function);
        } else {
            self.tell();
        }
    }
}

#[cfg(any(feature = "metrics", feature = "registry"))]
impl Tally {
    #[cold]
    #[inline(never)]
    fn tell(&self) {
        let ending = match self.ending {
            Ending::Cancelled if unwinding::take() => Ending::Panicked,
            ending => ending,
        };
        let ended = || events::ended(self.function, ending, self.retried);
        if std::thread::panicking() {
            // A recorder that panics here, too, would abort the process; the panic under way is told already.
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(ended));
        } else {
            ended();
        }
    }
}
