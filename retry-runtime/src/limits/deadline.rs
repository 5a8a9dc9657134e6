//! The ends of a call in time: that of `within`, and the point that the key `deadline` takes.

use std::time::Duration;

use tokio::time::Instant;

use crate::wait::clock;

/// A point in time, or none.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no point in time that `deadline` can take",
    label = "neither a `tokio::time::Instant` nor an `Option` of one",
    note = "for a `std::time::Instant`, write `Instant::from_std(..)`; for a duration, `Instant::now() + ..`"
)]
pub trait Deadline {
    /// When, if at all.
    fn end(self) -> Option<Instant>;
}

impl Deadline for Instant {
    fn end(self) -> Option<Instant> {
        Some(self)
    }
}

impl Deadline for Option<Instant> {
    fn end(self) -> Option<Instant> {
        self
    }
}

/// The ends of a call's time: one, or none at all where a shared policy has no limit. They stand beside the state, where
/// they share no padding with it.
///
/// An array and not an `Option`: its length is known when the function is compiled, so that a policy without a limit costs
/// nothing.
#[must_use]
pub fn ends<const ENDS: usize>(within: Option<Duration>) -> [Instant; ENDS] {
    [(); ENDS].map(|()| clock::after(within.unwrap_or(Duration::MAX)))
}

/// The end of the call's time that comes first, if it has one.
#[must_use]
pub fn earliest(within: Option<Duration>, deadline: impl Deadline) -> Option<Instant> {
    let ends = [within.map(clock::after), deadline.end()];
    ends.into_iter().flatten().min()
}
