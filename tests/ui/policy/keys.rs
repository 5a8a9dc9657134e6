use retry_runtime::{policy, retry};

enum GeminiError {
    InvalidKey,
    Busy,
}

policy! {
    pub static GEMINI: GeminiError = (max = 3, backoff = "exp(1s)", non_retryable = [GeminiError::InvalidKey]);
    static NO_LIMIT: GeminiError = (non_retryable = [GeminiError::InvalidKey]);
    static NOTHING: GeminiError = ();
    static NAMED: GeminiError = (max = 3, non_retryable = [GeminiError::InvalidKey], name = "gemini", clone(text));
    static TWO: GeminiError = (max = 0, backoff = "exponential(1s)", retryable = [_]);
}

#[retry(policy = GEMINI, backoff = "fixed(1s)", retryable = [GeminiError::Busy])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy = "GEMINI")]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy)]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy = GEMINI, max = 1)]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy(GEMINI))]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

// A policy that could not be read is reported once, not again by each function.
#[retry(policy = TWO)]
async fn list() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
