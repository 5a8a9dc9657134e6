use retry_runtime::{policy, retry};

enum GeminiError {
    InvalidKey,
    Busy,
}

enum StoreError {
    Full,
}

policy! {
    static GEMINI: GeminiError = (max = 3, non_retryable = [GeminiError::InvalidKey]);
}

#[retry(policy = GEMINI)]
async fn store() -> Result<String, StoreError> {
    Err(StoreError::Full)
}

#[retry(policy = GEMNII)]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
