//! `policy!`: limit, waits and classification in one place, for many functions.

mod alone;
mod budget;
mod concurrent;
mod forms;
mod functions;
mod generics;
mod keys;
mod policies;
mod shared;
mod tightened;
mod whole;

use std::time::Duration;

/// What the policies of these tests classify.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Error {
    /// By the policy's own schedule.
    Busy,
    /// By its `on`, where it has one. May say how long to wait.
    Limited(Option<Duration>),
    Gone,
}

impl Error {
    fn asked(&self) -> Option<Duration> {
        if let Self::Limited(asked) = self { *asked } else { None }
    }

    fn is_gone(&self) -> bool {
        *self == Self::Gone
    }
}

fn limited(seconds: u64) -> Error {
    Error::Limited(Some(Duration::from_secs(seconds)))
}
