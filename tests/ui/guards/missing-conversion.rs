use retry_runtime::{CircuitBreaker, retry};

static GEMINI: CircuitBreaker = CircuitBreaker::new("gemini");

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI))]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], attempt_timeout = "5s")]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], attempt_timeout = 5s, breaker(GEMINI))]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
