//! The count of a call, which is made when it is over.

use std::ptr;

use crate::observe::ending::Ending;
#[cfg(any(feature = "metrics", feature = "registry"))]
use crate::observe::events;
use crate::observe::function::Function;
#[cfg(any(feature = "metrics", feature = "registry"))]
use crate::observe::unwinding;

/// Counts a call once, when it is over, whichever way: that it was dropped is seen by nothing but its destructor.
///
/// Without a feature that counts calls it is nothing, and no future has a destructor for it.
#[derive(Debug)]
pub struct Tally {
    #[cfg(any(feature = "metrics", feature = "registry"))]
    function: &'static Function,
    #[cfg(any(feature = "metrics", feature = "registry"))]
    retried: bool,
    /// How the call ends if nothing more is heard of it; `None`: it is over, and counted.
    #[cfg(any(feature = "metrics", feature = "registry"))]
    unheard: Option<Ending>,
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
        Self { function, retried: false, unheard: Some(Ending::Cancelled) }
    }

    /// An attempt has ended, and what comes of it is decided: by closures, a `Display`, a subscriber, all of which may panic.
    pub const fn judging(&mut self) {
        self.unheard = Some(Ending::Panicked);
    }

    /// The call goes on after a failed attempt.
    pub const fn retrying(&mut self) {
        self.retried = true;
        self.unheard = Some(Ending::Cancelled);
    }

    /// The call is about to return. It is counted here, so that the destructor has nothing to do for most calls.
    #[inline]
    pub fn end(&mut self, ending: Ending) {
        self.unheard = None;
        events::ended(self.function, ending, self.retried);
    }
}

#[cfg(any(feature = "metrics", feature = "registry"))]
impl Drop for Tally {
    #[inline]
    fn drop(&mut self) {
        if let Some(ending) = self.unheard {
            self.tell(ending);
        }
    }
}

#[cfg(any(feature = "metrics", feature = "registry"))]
impl Tally {
    #[cold]
    #[inline(never)]
    fn tell(&self, unheard: Ending) {
        let ending = match unheard {
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
