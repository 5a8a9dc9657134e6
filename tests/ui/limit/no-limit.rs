use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(backoff = "exp(1s)", non_retryable = [GeminiError::InvalidKey])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry]
async fn caption(_image: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry()]
async fn transcribe(_audio: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
