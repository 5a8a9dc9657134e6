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

fn at_night() -> bool {
    false
}

#[retry(max = 3, retryable = [GeminiError::is_busy], non_retryable = [GeminiError::InvalidKey])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [|error| error.is_busy()], non_retryable = [GeminiError::InvalidKey])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [GeminiError::Busy if at_night()], non_retryable = [GeminiError::InvalidKey])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [std::io::Error], non_retryable = [GeminiError::InvalidKey])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [source(std::io::Error)], non_retryable = [GeminiError::InvalidKey])]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {
    let _ = at_night();
    let _ = GeminiError::Busy.is_busy();
}
