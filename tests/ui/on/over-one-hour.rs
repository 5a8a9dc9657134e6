use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 5, on(GeminiError::Busy, backoff = exp(10min)), non_retryable = [GeminiError::InvalidKey])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 5, on(GeminiError::Busy, hint(GeminiError::retry_delay, cap = 20min)), non_retryable = [GeminiError::InvalidKey])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {}
