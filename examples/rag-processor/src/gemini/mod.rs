//! A small client of the Gemini API: what is sent, what comes back, and what each failure means.

mod client;
mod duration;
mod error;
mod key;
mod status;
pub mod wire;

pub use client::{Gemini, JOB_HEADER, SetupError};
pub use error::{AuthError, GeminiError, InvalidRequest};
pub use key::ApiKey;
