use retry_runtime::{CircuitBreaker, CircuitOpen, retry};

static GEMINI: CircuitBreaker = CircuitBreaker::new("gemini");

enum GeminiError {
    InvalidKey,
    Busy,
    Open(CircuitOpen),
}

impl From<CircuitOpen> for GeminiError {
    fn from(open: CircuitOpen) -> Self {
        Self::Open(open)
    }
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, trips_on = [|_| true]))]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, trips_on = [anyhow::Error]))]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, trips_on = [GeminiError::Busy, GeminiError::Busy]))]
async fn rank() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey],
    breaker(GEMINI, trips_on = [GeminiError::Busy], trips_on = [GeminiError::InvalidKey]))]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, tripson = [GeminiError::Busy]))]
async fn list() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
