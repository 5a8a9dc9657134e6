use retry_runtime::retry;

#[derive(Debug)]
enum GeminiError {
    InvalidKey,
    Busy,
}

#[derive(Debug)]
struct StoreError;

fn parse(text: &str) -> Result<usize, StoreError> {
    if text.is_empty() { Err(StoreError) } else { Ok(text.len()) }
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn embed(text: &str) -> Result<usize, GeminiError> {
    let length = parse(text)?;
    Ok(length)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], blocking)]
fn embed_blocking(text: &str) -> Result<usize, GeminiError> {
    let length = parse(text)?;
    Ok(length)
}

fn main() {}
