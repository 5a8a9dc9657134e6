//! The point in time that the key `deadline` takes.

use tokio::time::Instant;

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
