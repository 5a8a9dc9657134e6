//! Everything that can go wrong in a call, as one enum that says of each variant whether asking again can help.

use std::time::Duration;

use retry_runtime::{AttemptTimeout, CircuitOpen, Classify};
use thiserror::Error;

use crate::jobs::JobsError;

/// Why a call to Gemini failed.
///
/// A variant that is added does not compile until it is marked, and whatever retries by [`GEMINI`](super::GEMINI)
/// follows. No variant is `#[error(transparent)]`: that would hide the error inside from the `source()` chain, where a
/// function that fails with `anyhow::Error` looks for it.
#[derive(Debug, Error, Classify)]
pub enum GeminiError {
    /// The API key is invalid, or may not do this. Asking again cannot help.
    #[permanent]
    #[error("Gemini refused the API key")]
    InvalidKey(#[source] AuthError),

    /// The request itself is wrong or blocked. The same request will be refused again.
    #[permanent]
    #[error("Gemini refused the request")]
    InvalidRequest(#[from] InvalidRequest),

    /// A quota is used up. For how long says whether to wait for it.
    #[delegate]
    #[error("Gemini has no quota left")]
    Quota(#[from] QuotaError),

    /// The model is overloaded, or a gateway before it gave up.
    #[transient]
    #[error("Gemini is unavailable")]
    Unavailable,

    /// A fault inside Gemini.
    #[transient]
    #[error("Gemini had an internal error")]
    Internal,

    /// The answer is not what was asked for: cut off, not JSON, or without the part that counts. Models do not answer
    /// twice alike, so the next answer is another one.
    #[transient]
    #[error("Gemini gave a malformed answer: {0}")]
    Malformed(String),

    /// No answer: connection refused or dropped.
    #[transient]
    #[error("Gemini gave no answer")]
    Transport(#[source] reqwest::Error),

    /// No answer in the time of an attempt.
    #[transient]
    #[error("Gemini gave no answer in time")]
    Timeout(#[from] AttemptTimeout),

    /// Nothing was sent, for a circuit breaker is open: the key was refused, or Gemini is down.
    #[permanent]
    #[error("Gemini was not asked")]
    Open(#[from] CircuitOpen),

    /// Nothing was sent: an attempt that cannot be counted is not made.
    #[permanent]
    #[error("the attempt could not be counted")]
    Uncounted(#[from] JobsError),
}

impl GeminiError {
    /// Whether Gemini as a whole is down, and not this request at fault. A service that throttles is up.
    ///
    /// The `match` has no wildcard, so a variant that is added has to be thought about here too.
    #[must_use]
    pub const fn is_outage(&self) -> bool {
        match self {
            Self::Unavailable | Self::Internal | Self::Transport(_) | Self::Timeout(_) => true,
            Self::InvalidKey(_)
            | Self::InvalidRequest(_)
            | Self::Quota(_)
            | Self::Malformed(_)
            | Self::Open(_)
            | Self::Uncounted(_) => false,
        }
    }
}

/// A quota is used up. Both are a 429 `RESOURCE_EXHAUSTED`; only the details tell them apart.
#[derive(Debug, Error, Classify, PartialEq, Eq)]
pub enum QuotaError {
    /// For a minute at most.
    #[transient(after = retry_delay)]
    #[error("too many requests for now")]
    Throttled {
        /// The wait that the server asks for, if it says so.
        retry_delay: Option<Duration>,
    },

    /// Until midnight. Gemini asks for a wait of seconds here too, after which it refuses again.
    #[permanent]
    #[error("`{quota}` is used up for the day")]
    Daily {
        /// The quota, such as `GenerateRequestsPerDayPerProjectPerModel-FreeTier`.
        quota: String,
    },
}

/// The credentials were refused.
///
/// It holds the reason only, never the server's message: for a suspended key that message contains the key.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{reason}")]
pub struct AuthError {
    /// The machine-readable reason, such as `API_KEY_INVALID`.
    pub reason: String,
}

/// The request was refused.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{message}")]
pub struct InvalidRequest {
    /// What is wrong with it.
    pub message: String,
}

impl InvalidRequest {
    /// An invalid request, with what is wrong with it.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}
