use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

async fn send(_text: String) -> Result<usize, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn embed(text: String) -> Result<usize, GeminiError> {
    send(text).await
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], blocking)]
fn embed_blocking(text: String) -> Result<String, GeminiError> {
    Ok(text)
}

struct Upload {
    parts: Vec<u8>,
}

impl Upload {
    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
    async fn finish(self) -> Result<Vec<u8>, GeminiError> {
        Ok(self.parts)
    }

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
    async fn append(mut self) -> Result<Vec<u8>, GeminiError> {
        self.parts.push(0);
        if self.parts.is_empty() { Err(GeminiError::Busy) } else { Ok(self.parts) }
    }
}

fn main() {}
