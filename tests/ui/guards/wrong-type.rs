use retry_runtime::{CircuitBreaker, CircuitOpen, RetryBudget, retry};

static GEMINI: CircuitBreaker = CircuitBreaker::new("gemini");
static BUDGET: RetryBudget = RetryBudget::new();

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

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(BUDGET))]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], budget = GEMINI)]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], cancel = GEMINI)]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, trips_on = [std::io::Error]))]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, trips_on = [GeminiError::Bussy]))]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
