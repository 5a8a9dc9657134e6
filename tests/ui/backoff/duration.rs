use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 4, backoff = exp(1), non_retryable = [GeminiError::InvalidKey])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1.5), non_retryable = [GeminiError::InvalidKey])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1m), non_retryable = [GeminiError::InvalidKey])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1sec), non_retryable = [GeminiError::InvalidKey])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = fixed(10seconds), non_retryable = [GeminiError::InvalidKey])]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = linear(2parsecs), non_retryable = [GeminiError::InvalidKey])]
async fn list_files() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1e3), non_retryable = [GeminiError::InvalidKey])]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1S), non_retryable = [GeminiError::InvalidKey])]
async fn summarize() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1 s), non_retryable = [GeminiError::InvalidKey])]
async fn tokenize() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(0s), non_retryable = [GeminiError::InvalidKey])]
async fn translate() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(0.0ms), non_retryable = [GeminiError::InvalidKey])]
async fn search() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(-1s), non_retryable = [GeminiError::InvalidKey])]
async fn rank() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = fixed(99999999999999999999s), non_retryable = [GeminiError::InvalidKey])]
async fn classify() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = fixed(214000000d), non_retryable = [GeminiError::InvalidKey])]
async fn moderate() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(0.0000000001s), non_retryable = [GeminiError::InvalidKey])]
async fn transcode() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1e3s), non_retryable = [GeminiError::InvalidKey])]
async fn download() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp('1'), non_retryable = [GeminiError::InvalidKey])]
async fn refresh() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp("1s"), non_retryable = [GeminiError::InvalidKey])]
async fn revoke() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(WAIT), non_retryable = [GeminiError::InvalidKey])]
async fn index() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(Duration::from_secs(1)), non_retryable = [GeminiError::InvalidKey])]
async fn crop() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(0x10s), non_retryable = [GeminiError::InvalidKey])]
async fn rewrite() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {}
