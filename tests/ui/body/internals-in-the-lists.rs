use retry_runtime::retry;

#[derive(Debug)]
enum GeminiError {
    InvalidKey,
    Http(u16),
}

// The error has a name only where the user gives it one.
#[retry(max = 3, retryable = [GeminiError::Http(429) if error.is_busy()])]
async fn embed(text: &str) -> Result<usize, GeminiError> {
    Ok(text.len())
}

#[retry(max = 3, retryable = [|_| outcome.is_err()])]
async fn caption(image: &[u8]) -> Result<usize, GeminiError> {
    Ok(image.len())
}

#[retry(max = 3, retryable = [error])]
async fn transcribe(audio: &[u8]) -> Result<usize, GeminiError> {
    Ok(audio.len())
}

#[retry(max = 3, retryable = [|_| SITE.max() > 2])]
async fn upload(file: &[u8]) -> Result<usize, GeminiError> {
    Ok(file.len())
}

fn main() {
    let _ = (GeminiError::InvalidKey, GeminiError::Http(1));
}
