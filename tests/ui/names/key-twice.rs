use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, max = 5, non_retryable = [GeminiError::InvalidKey])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], backoff = fixed(1s), backoff = "exp(1s)")]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], non_retryable = [GeminiError::Busy])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], within = 30s, within = 60s, within = 90s)]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {}
