use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

struct Gemini;

impl Gemini {
    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
    async fn embed(&self, text: &str) -> Result<usize, GeminiError> {
        let request = build(text);
        Ok(txet.len())
    }

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
    async fn caption(&self) -> Result<usize, GeminiError> {
        self.ask_gemini().await
    }
}

fn main() {}
