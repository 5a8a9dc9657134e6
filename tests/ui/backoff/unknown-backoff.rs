use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 4, backoff = exponential(1s), non_retryable = [GeminiError::InvalidKey])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = "exponential(1s)", non_retryable = [GeminiError::InvalidKey])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = constant(500ms), non_retryable = [GeminiError::InvalidKey])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = fibonacci(1s), non_retryable = [GeminiError::InvalidKey])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = polynomial(1s), non_retryable = [GeminiError::InvalidKey])]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = "polynomial(1s)", non_retryable = [GeminiError::InvalidKey])]
async fn list_files() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = Exp(1s), non_retryable = [GeminiError::InvalidKey])]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = 500ms, non_retryable = [GeminiError::InvalidKey])]
async fn summarize() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = "500ms", non_retryable = [GeminiError::InvalidKey])]
async fn tokenize() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = ExponentialBackoff::default(), non_retryable = [GeminiError::InvalidKey])]
async fn translate() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = [1s, 2s], non_retryable = [GeminiError::InvalidKey])]
async fn search() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {}
