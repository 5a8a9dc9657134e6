//! Why a simulated request brought no answer.

use std::time::Duration;

use retry_runtime::{AttemptTimeout, CircuitOpen};
use thiserror::Error;

/// The error of every client here.
#[derive(Debug, Error)]
pub enum Refused {
    /// 503: not now.
    #[error("the server is busy")]
    Busy,
    /// 429, with the header `Retry-After`.
    #[error("too many requests; come back in {retry_after:?}")]
    Throttled {
        /// What the header says.
        retry_after: Duration,
    },
    /// No answer in the time of an attempt.
    #[error(transparent)]
    Timeout(#[from] AttemptTimeout),
    /// Not asked: a breaker is open.
    #[error(transparent)]
    Open(#[from] CircuitOpen),
}

impl Refused {
    /// How long the server asks to wait, for the key `hint`.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Throttled { retry_after } => Some(*retry_after),
            Self::Busy | Self::Timeout(_) | Self::Open(_) => None,
        }
    }
}
