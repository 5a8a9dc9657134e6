use retry_runtime::{retry, retry as again};

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
#[again(max = 3, retryable = [GeminiError::Busy])]
async fn embed(text: &str) -> Result<usize, GeminiError> {
    Ok(text.len())
}

fn main() {}
