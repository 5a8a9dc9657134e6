use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(retries = 3, non_retryable = [GeminiError::InvalidKey])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max_retries = 3, non_retryable = [GeminiError::InvalidKey])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max_attempts = 3, non_retryable = [GeminiError::InvalidKey])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(attempts = 3, non_retryable = [GeminiError::InvalidKey])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(times = 3, non_retryable = [GeminiError::InvalidKey])]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {}
