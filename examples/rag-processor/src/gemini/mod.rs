//! A small client of the Gemini API: what is sent, what comes back, what each failure means, and how calls are retried.

mod client;
mod error;
mod failure;
mod key;
mod limits;
mod policy;
mod request;
mod status;
mod upload;
pub mod wire;

pub use client::{Gemini, SetupError};
pub use error::{AuthError, GeminiError, InvalidRequest, QuotaError};
pub use key::ApiKey;
pub use limits::Limits;
pub use policy::GEMINI;
pub use upload::Upload;
