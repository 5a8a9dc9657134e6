use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
}

#[retry(
    max = 3,
    backoff = exp(1m, 2s, factor = 1, max = 30, jitter = random, colour = red),
    non_retryable = [GeminiError::InvalidKey],
)]
async fn embed(text: &str) -> Result<usize, GeminiError> {
    Ok(text.len())
}

#[retry(
    max = 3,
    backoff = "exp(1m, 2s, factor = 1, max = 30, jitter = random, colour = red)",
    non_retryable = [GeminiError::InvalidKey],
)]
async fn caption(image: &[u8]) -> Result<usize, GeminiError> {
    Ok(image.len())
}

fn main() {}
