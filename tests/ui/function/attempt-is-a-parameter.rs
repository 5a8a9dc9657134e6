use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], attempt = page)]
async fn list_files(page: u32) -> Result<u32, GeminiError> {
    Ok(page)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], attempt = self.page)]
async fn embed(text: &str) -> Result<usize, GeminiError> {
    Ok(text.len())
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], attempt)]
async fn caption(image: &[u8]) -> Result<usize, GeminiError> {
    Ok(image.len())
}

fn main() {}
