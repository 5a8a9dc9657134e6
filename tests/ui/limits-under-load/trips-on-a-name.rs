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

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, trips_on = [error]))]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
