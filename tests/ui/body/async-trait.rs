#![allow(unused_braces)]

use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[async_trait::async_trait]
trait Embedder {
    async fn embed(&self, text: &str) -> Result<usize, GeminiError>;
    async fn caption(&self, image: String) -> Result<usize, GeminiError>;
    async fn transcribe(&self) -> Result<usize, GeminiError>;
}

struct Gemini;

#[async_trait::async_trait]
impl Embedder for Gemini {
    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
    async fn embed(&self, text: &str) -> Result<usize, GeminiError> {
        let _ = text;
        Ok({ "wrong type" })
    }

    #[retry(max = 0, non_retryable = [GeminiError::InvalidKey])]
    async fn caption(&self, image: String) -> Result<usize, GeminiError> {
        Ok(image.len())
    }

    #[retry(max = 3, non_retryable = [GeminiError::Bussy])]
    async fn transcribe(&self) -> Result<usize, GeminiError> {
        Err(GeminiError::Busy)
    }
}

fn main() {}
