use retry_runtime::{CircuitBreaker, policy};

static GEMINI: CircuitBreaker = CircuitBreaker::new("gemini");

enum GeminiError {
    InvalidKey,
    Busy,
}

policy! {
    static POLICY: GeminiError = (max = 3, non_retryable = [GeminiError::InvalidKey], breaker(GEMINI), attempt_timeout = 5s)
}

fn main() {}
