use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, on(_, backoff = fixed(10s)), non_retryable = [GeminiError::InvalidKey])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, on(GeminiError::Busy, backoff = fixed(10s)))]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, on(GeminiError::InvalidKey, backoff = fixed(10s)), non_retryable = [GeminiError::InvalidKey])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, on(GeminiError::Busy, backoff = fixed(10s)), on(GeminiError::Busy, backoff = fixed(20s)), non_retryable = [GeminiError::InvalidKey])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, on([GeminiError::Busy], backoff = fixed(10s)), non_retryable = [GeminiError::InvalidKey])]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, on(|_| true, backoff = fixed(10s)), non_retryable = [GeminiError::InvalidKey])]
async fn list_files() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, on(GeminiError, backoff = fixed(10s)), non_retryable = [GeminiError::InvalidKey])]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {}
