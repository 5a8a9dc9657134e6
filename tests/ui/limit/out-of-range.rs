use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 0, non_retryable = [GeminiError::InvalidKey])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 1, non_retryable = [GeminiError::InvalidKey])]
async fn caption(_image: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 101, non_retryable = [GeminiError::InvalidKey])]
async fn transcribe(_audio: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 99_999_999_999, non_retryable = [GeminiError::InvalidKey])]
async fn upload(_file: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = -3, non_retryable = [GeminiError::InvalidKey])]
async fn delete(_file: &str) -> Result<(), GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
