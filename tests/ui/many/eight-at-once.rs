use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(
    max = 0,
    backoff = "exponential(1s)",
    delay = 500ms,
    within = 1m,
    non_retryable = [],
    retryable = [GeminiError::Busy, error.is_timeout(), |_| true],
    clone(image),
    attempt = text,
    blocking = true,
)]
async fn embed(text: String) -> Result<usize, GeminiError> {
    Ok(text.len())
}

fn main() {}
