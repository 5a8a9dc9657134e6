use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn embed(_text: &str) -> Result<usize, GeminiError> {}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn caption(image: &[u8]) -> Result<usize, GeminiError> {
    Ok(image.len());
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn transcribe(audio: &[u8]) -> Result<usize, GeminiError> {
    if audio.is_empty() {
        return Err(GeminiError::InvalidKey);
    }
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], blocking)]
fn upload(_file: &[u8]) -> Result<usize, GeminiError> {}

fn main() {}
