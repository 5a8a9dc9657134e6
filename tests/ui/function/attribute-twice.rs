use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
#[retry(max = 5, retryable = [GeminiError::Busy])]
async fn embed(text: &str) -> Result<usize, GeminiError> {
    Ok(text.len())
}

#[retry_runtime::retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
#[retry_runtime::retry(max = 5, retryable = [GeminiError::Busy])]
async fn caption(image: &[u8]) -> Result<usize, GeminiError> {
    Ok(image.len())
}

fn main() {}
