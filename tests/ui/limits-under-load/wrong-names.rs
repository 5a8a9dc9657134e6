use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], circuit_breaker(GEMINI))]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breakers = [GEMINI])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], timeout = "5s")]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], per_attempt_timeout = "5s")]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], token = shutdown)]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], cancel_on = shutdown)]
async fn list() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], retry_budget = BUDGET)]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], trips_on = [GeminiError::Busy])]
async fn summarize() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
