use std::time::Duration;

use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, deadline = left, non_retryable = [GeminiError::InvalidKey])]
async fn embed(left: Duration) -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, deadline = end, non_retryable = [GeminiError::InvalidKey])]
async fn caption(end: std::time::Instant) -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {}
