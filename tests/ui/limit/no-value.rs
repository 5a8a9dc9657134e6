use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max, non_retryable = [GeminiError::InvalidKey])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max =, non_retryable = [GeminiError::InvalidKey])]
async fn caption(_image: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(non_retryable = [GeminiError::InvalidKey], max)]
async fn transcribe(_audio: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(non_retryable = [GeminiError::InvalidKey], max =)]
async fn upload(_file: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
