use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

trait Embedder {
    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
    async fn embed(&self, text: &str) -> Result<usize, GeminiError>;

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], blocking)]
    fn embed_blocking(&self, text: &str) -> Result<usize, GeminiError>;
}

struct Gemini;

impl Embedder for Gemini {
    async fn embed(&self, text: &str) -> Result<usize, GeminiError> {
        Ok(text.len())
    }

    fn embed_blocking(&self, text: &str) -> Result<usize, GeminiError> {
        Ok(text.len())
    }
}

fn main() {}
