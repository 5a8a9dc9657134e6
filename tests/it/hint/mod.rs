//! `hint(..)`: the server says how long to wait, and is heeded up to a cap.

mod asked;
mod cap;
mod classified;
mod forms;
mod headers;
mod jitter;
mod on;
mod proto;
mod within;

use std::time::Duration;

/// What the server asks for with its refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Error {
    /// Retried in these tests.
    Busy(Option<Duration>),
    /// Retried, by another schedule where there is one.
    Limited(Option<Duration>),
    Gone(Option<Duration>),
}

impl Error {
    fn asked(&self) -> Option<Duration> {
        let (Self::Busy(asked) | Self::Limited(asked) | Self::Gone(asked)) = self;
        *asked
    }
}

fn busy(millis: u64) -> Error {
    Error::Busy(Some(Duration::from_millis(millis)))
}

fn limited(millis: u64) -> Error {
    Error::Limited(Some(Duration::from_millis(millis)))
}

fn millis(list: impl IntoIterator<Item = u64>) -> Vec<Duration> {
    list.into_iter().map(Duration::from_millis).collect()
}
