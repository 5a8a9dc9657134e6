use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], budget =)]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], cancel =, attempt_timeout =)]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], cancel(shutdown.cancelled()))]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], cancel, budget, breaker)]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], attempt_timeout = five_seconds)]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], attempt_timeout = "1m")]
async fn list() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], attempt_timeout = 5s, cancel = a, attempt_timeout = 6s, cancel = b)]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
