#![deny(dead_code, missing_docs)]
//! A service with a function that nothing calls and one that nothing documents.

use retry_runtime::retry;

/// What may fail.
pub enum GeminiError {
    /// The key was revoked.
    InvalidKey,
    /// The service has too much to do.
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn embed(text: &str) -> Result<usize, GeminiError> {
    Ok(text.len())
}

struct Gemini;

impl Gemini {
    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
    async fn caption(&self, image: &[u8]) -> Result<usize, GeminiError> {
        Ok(image.len())
    }
}

fn main() {
    let _ = (Gemini, GeminiError::Busy);
}
