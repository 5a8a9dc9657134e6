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

#[retry(max = 3, retryable = [|error, attempt| error.is_busy() && attempt < 2])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [|| true])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [async |error| error.is_busy()])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {
    let _ = GeminiError::Busy.is_busy();
}
