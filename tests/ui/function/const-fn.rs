use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], blocking)]
const fn parse(text: &str) -> Result<usize, GeminiError> {
    Ok(text.len())
}

fn main() {}
