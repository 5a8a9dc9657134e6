use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[track_caller]
#[retry(max = 3, blocking, non_retryable = [GeminiError::InvalidKey])]
fn embed(text: &str) -> Result<usize, GeminiError> {
    if text.is_empty() { Err(GeminiError::Busy) } else { Ok(text.len()) }
}

fn main() {}
