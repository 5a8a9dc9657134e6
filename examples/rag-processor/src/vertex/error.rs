//! Everything that can go wrong when a vector or a token is asked for.

use std::time::Duration;

use retry_runtime::{AttemptTimeout, CircuitOpen, Classify};
use thiserror::Error;

use crate::jobs::JobsError;

/// Why there is no vector.
#[derive(Debug, Error, Classify)]
pub enum VertexError {
    /// The token was refused, by its number. [`VERTEX`](super::VERTEX) says that another one is worth an attempt.
    #[permanent]
    #[error("Vertex AI refused the token")]
    Unauthenticated {
        /// Which of our tokens it was.
        token: u64,
    },

    /// The account may not do this, or the request is wrong. The same request will be refused again.
    #[permanent]
    #[error("Vertex AI refused the request: {0}")]
    Refused(String),

    /// A quota is used up.
    #[transient(after = retry_delay)]
    #[error("Vertex AI has no quota left")]
    Throttled {
        /// The wait that the server asks for, if it says so.
        retry_delay: Option<Duration>,
    },

    /// A fault inside of Vertex AI.
    #[transient]
    #[error("Vertex AI is unavailable: {0}")]
    Unavailable(u16),

    /// The answer is not what was asked for, or was cut off.
    #[transient]
    #[error("Vertex AI gave a malformed answer: {0}")]
    Malformed(String),

    /// No answer: connection refused or dropped.
    #[transient]
    #[error("Vertex AI gave no answer")]
    Transport(#[source] reqwest::Error),

    /// It took longer than an attempt may.
    #[transient]
    #[error("Vertex AI gave no answer in time")]
    Timeout(#[from] AttemptTimeout),

    /// Nothing was sent: Vertex AI is down.
    #[permanent]
    #[error("Vertex AI was not asked")]
    Open(#[from] CircuitOpen),

    /// There is no token. Getting one has its own retries.
    #[permanent]
    #[error("there is no token for Vertex AI")]
    Token(#[from] TokenError),

    /// The attempt could not be counted, and was not made.
    #[permanent]
    #[error("the attempt could not be counted")]
    Uncounted(#[from] JobsError),
}

impl VertexError {
    /// Whether Vertex AI as a whole is down, and not this request at fault.
    #[must_use]
    pub const fn is_outage(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::Transport(_) | Self::Timeout(_))
    }
}

/// Why there is no token.
#[derive(Debug, Error, Classify)]
pub enum TokenError {
    /// The account is not known, was disabled, or its key was deleted.
    #[permanent]
    #[error("the account was refused: {0}")]
    Refused(String),

    /// The private key cannot sign.
    #[permanent]
    #[error("the private key of the account cannot sign")]
    Key,

    /// A fault of the server, or too many requests.
    #[transient]
    #[error("the token server is unavailable: {0}")]
    Unavailable(u16),

    /// The answer holds no token.
    #[transient]
    #[error("the token server gave a malformed answer")]
    Malformed,

    /// No answer: connection refused or dropped.
    #[transient]
    #[error("the token server gave no answer")]
    Transport(#[source] reqwest::Error),

    /// It took longer than an attempt may.
    #[transient]
    #[error("the token server gave no answer in time")]
    Timeout(#[from] AttemptTimeout),
}
