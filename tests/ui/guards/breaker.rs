use retry_runtime::{CircuitBreaker, CircuitOpen, retry};

static GEMINI: CircuitBreaker = CircuitBreaker::new("gemini");
static STORE: CircuitBreaker = CircuitBreaker::new("store");

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

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker)]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker = GEMINI)]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker())]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, STORE))]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, window = 20))]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, trips_on = []))]
async fn list() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, trips_on = [_]))]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, trips_on = GeminiError::Busy))]
async fn summarize() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(trips_on = [GeminiError::Busy]))]
async fn tokenize() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, trips_on))]
async fn translate() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI, trips_on = [GeminiError]))]
async fn search() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
