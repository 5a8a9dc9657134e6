use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

impl GeminiError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

#[retry(max = 3, retryable = [GeminiError::Busy, GeminiError::Busy])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [GeminiError::is_busy, GeminiError::is_busy])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [GeminiError::Busy], non_retryable = [GeminiError::InvalidKey, GeminiError::Busy])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [GeminiError::Busy, GeminiError::Busy, GeminiError::Busy])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {
    let _ = GeminiError::Busy.is_busy();
}
