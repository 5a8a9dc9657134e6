use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
    RateLimited { after: u64 },
}

// The entries of `on` are part of the same `match`.
#[retry(
    max = 5,
    non_retryable = [GeminiError::InvalidKey],
    on(GeminiError::RateLimited { .. }, backoff = "exp(10s)"),
    retryable = [GeminiError::RateLimited { after: 60 }, GeminiError::Busy],
)]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(
    max = 5,
    non_retryable = [GeminiError::InvalidKey],
    on(GeminiError::RateLimited { after: 1..=60 }, backoff = "exp(10s)"),
    retryable = [GeminiError::Busy],
)]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

// A rest that the user wrote must be able to match.
#[retry(
    max = 5,
    non_retryable = [GeminiError::InvalidKey],
    on(GeminiError::RateLimited { .. } | GeminiError::Busy, backoff = "exp(10s)"),
    retryable = [_],
)]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
