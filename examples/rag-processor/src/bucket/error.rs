//! Everything that can go wrong when an object is read.

use std::time::Duration;

use retry_runtime::{AttemptTimeout, CircuitOpen, Classify};
use thiserror::Error;

use crate::jobs::JobsError;
use crate::vertex::TokenError;

/// Why an object could not be read.
#[derive(Debug, Error, Classify)]
pub enum BucketError {
    /// There is no such object. That is an answer, and the bucket is well.
    #[expected]
    #[error("the object does not exist")]
    NotFound,

    /// The token was refused, by its number. [`BUCKET`](super::BUCKET) says that another one is worth an attempt.
    #[permanent]
    #[error("the bucket refused the token")]
    Unauthenticated {
        /// Which of our tokens it was.
        token: u64,
    },

    /// The bucket or the object may not be read by this account, or the request is wrong.
    #[permanent]
    #[error("the bucket refused the request: {0}")]
    Refused(u16),

    /// The object is larger than what is read.
    #[permanent]
    #[error("the object is larger than {0} bytes")]
    TooLarge(usize),

    /// Too many requests.
    #[transient(after = retry_after)]
    #[error("the bucket has no quota left")]
    Throttled {
        /// The wait of the header `Retry-After`, if there is one.
        retry_after: Option<Duration>,
    },

    /// A fault inside of Cloud Storage.
    #[transient]
    #[error("the bucket is unavailable: {0}")]
    Unavailable(u16),

    /// The object was replaced between two parts. The next attempt begins anew.
    #[transient]
    #[error("the object was replaced while it was read")]
    Replaced,

    /// No answer, or one that broke off. What came of it is kept.
    #[transient]
    #[error("the object broke off after {have} bytes")]
    BrokeOff {
        /// How much there is of it.
        have: usize,
        /// What the network says.
        #[source]
        error: reqwest::Error,
    },

    /// It took longer than an attempt may.
    #[transient]
    #[error("the bucket gave no answer in time")]
    Timeout(#[from] AttemptTimeout),

    /// Nothing was sent: the bucket is down.
    #[permanent]
    #[error("the bucket was not asked")]
    Open(#[from] CircuitOpen),

    /// There is no token. Getting one has its own retries.
    #[permanent]
    #[error("there is no token for the bucket")]
    Token(#[from] TokenError),

    /// The attempt could not be counted, and was not made.
    #[permanent]
    #[error("the attempt could not be counted")]
    Uncounted(#[from] JobsError),
}

impl BucketError {
    /// Whether the bucket as a whole is down, and not this request at fault.
    #[must_use]
    pub const fn is_outage(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::BrokeOff { .. } | Self::Timeout(_))
    }
}
