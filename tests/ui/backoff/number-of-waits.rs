use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 4, backoff = exp, non_retryable = [GeminiError::InvalidKey])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(), non_retryable = [GeminiError::InvalidKey])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = "exp", non_retryable = [GeminiError::InvalidKey])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = "fixed()", non_retryable = [GeminiError::InvalidKey])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(factor = 3), non_retryable = [GeminiError::InvalidKey])]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1s, 2s), non_retryable = [GeminiError::InvalidKey])]
async fn list_files() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = "exp(1s, 2s)", non_retryable = [GeminiError::InvalidKey])]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = fixed(1s, 2s, 3s), non_retryable = [GeminiError::InvalidKey])]
async fn summarize() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = list(1s), non_retryable = [GeminiError::InvalidKey])]
async fn tokenize() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = list(1s, 2s, 3s, 4s), non_retryable = [GeminiError::InvalidKey])]
async fn translate() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = "list(1s, 2s)", non_retryable = [GeminiError::InvalidKey])]
async fn search() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = list(), non_retryable = [GeminiError::InvalidKey])]
async fn rank() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = list, non_retryable = [GeminiError::InvalidKey])]
async fn classify() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = list(1s, 0s, 3s), non_retryable = [GeminiError::InvalidKey])]
async fn moderate() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = list(1s, 2s, 3), non_retryable = [GeminiError::InvalidKey])]
async fn transcode() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {}
