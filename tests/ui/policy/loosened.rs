use retry_runtime::{policy, retry};

enum GeminiError {
    InvalidKey,
    Busy,
}

policy! {
    static GEMINI: GeminiError = (max = 3, within = "30s", non_retryable = [GeminiError::InvalidKey]);
}

#[retry(policy = GEMINI, max = 5)]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy = GEMINI, within = "1min")]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy = GEMINI, within = "500ms")]
async fn rank() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

// As long as the first wait.
#[retry(policy = GEMINI, within = "1s")]
async fn sort() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
