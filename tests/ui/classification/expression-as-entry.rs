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

#[retry(max = 3, retryable = [error.is_busy()])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [GeminiError::is_busy(error)])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [!GeminiError::is_busy])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [is_busy || is_timeout])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [GeminiError::Busy if])]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [GeminiError::Busy GeminiError::InvalidKey])]
async fn list_files() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [GeminiError::Busy, , GeminiError::InvalidKey])]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [GeminiError::Busy; GeminiError::InvalidKey])]
async fn summarize() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {
    let _ = GeminiError::Busy.is_busy();
}
