use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], blocking, attempt_timeout = 5s)]
fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], cancel = shutdown, blocking, attempt_timeout = 5s)]
fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], attempt_timeout = 5s)]
fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
