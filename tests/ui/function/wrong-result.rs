use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn embed(text: &str) -> Result<usize, GeminiErorr> {
    Ok(text.len())
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn transcribe(audio: &[u8]) -> Result<usize, std::io::Error> {
    Ok(audio.len())
}

fn main() {}
