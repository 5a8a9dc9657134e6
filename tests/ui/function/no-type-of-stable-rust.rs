use retry_runtime::retry;

#[derive(Debug)]
enum GeminiError {
    InvalidKey,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn embed(text: &str) -> typeof(text.len()) {
    Ok(text.len())
}

fn main() {
    let _ = GeminiError::InvalidKey;
}
