use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, retryable = [GeminiError::InvalidKey, GeminiError::Busy])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey | GeminiError::Busy])]
async fn caption(_image: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {}
