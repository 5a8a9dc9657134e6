use retry_runtime::{CircuitBreaker, retry};

static GEMINI: CircuitBreaker = CircuitBreaker::new("gemini");

enum GeminiError {
    InvalidKey,
    Busy,
}

struct Client {
    breaker: CircuitBreaker,
}

impl Client {
    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(self.))]
    async fn embed(&self) -> Result<String, GeminiError> {
        Err(GeminiError::Busy)
    }

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], budget = self.)]
    async fn caption(&self) -> Result<String, GeminiError> {
        Err(GeminiError::Busy)
    }

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], cancel = self., attempt_timeout = 5s)]
    async fn transcribe(&self) -> Result<String, GeminiError> {
        Err(GeminiError::Busy)
    }
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI trips_on = [GeminiError::Busy]))]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
