//! Everything that can go wrong in a call, as one enum: the thing that retries are classified by.

use std::time::Duration;

use thiserror::Error;

/// Why a call to Gemini failed.
///
/// No variant is `#[error(transparent)]`: that would hide the error inside from the `source()` chain, and with it the
/// [`AuthError`] that the embedding service looks for.
#[derive(Debug, Error)]
pub enum GeminiError {
    /// The API key is invalid, or may not do this. Asking again cannot help.
    #[error("Gemini refused the API key")]
    InvalidKey(#[source] AuthError),

    /// The request itself is wrong or blocked. The same request will be refused again.
    #[error("Gemini refused the request")]
    InvalidRequest(#[source] InvalidRequest),

    /// A quota is used up for now.
    #[error("Gemini throttled the request")]
    Throttled {
        /// The wait that the server asks for, if it says so.
        retry_delay: Option<Duration>,
    },

    /// The model is overloaded, or a gateway before it gave up.
    #[error("Gemini is unavailable")]
    Unavailable,

    /// A fault inside Gemini.
    #[error("Gemini had an internal error")]
    Internal,

    /// The answer is not what was asked for: cut off, not JSON, or without the part that counts. Models do not answer
    /// twice alike, so this is transient: the next answer is another one.
    #[error("Gemini gave a malformed answer: {0}")]
    Malformed(String),

    /// No answer: connection refused, dropped, or silent until the request timeout.
    #[error("Gemini gave no answer")]
    Transport(#[source] reqwest::Error),
}

impl GeminiError {
    /// Whether the same request may succeed later.
    ///
    /// The `match` has no wildcard, so a new variant has to be thought about here too.
    #[must_use]
    pub const fn is_transient(&self) -> bool {
        match self {
            Self::Throttled { .. } | Self::Unavailable | Self::Internal | Self::Malformed(_) | Self::Transport(_) => {
                true
            }
            Self::InvalidKey(_) | Self::InvalidRequest(_) => false,
        }
    }
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

impl From<InvalidRequest> for GeminiError {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(error)
    }
}
