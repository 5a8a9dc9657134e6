use std::future::Future;

use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

async fn request(text: &str) -> Result<usize, GeminiError> {
    Ok(text.len())
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
fn embed(text: &str) -> Result<usize, GeminiError> {
    Ok(text.len())
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
fn caption(image: &str) -> impl Future<Output = Result<usize, GeminiError>> {
    request(image)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], blocking)]
async fn transcribe(audio: &str) -> Result<usize, GeminiError> {
    request(audio).await
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], blocking)]
fn upload(file: &str) -> Result<usize, GeminiError> {
    request(file).await
}

fn main() {
    let _ = GeminiError::Busy;
}
