use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 4, backoff = fixed(1s, factor = 2), non_retryable = [GeminiError::InvalidKey])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = "fixed(1s, factor = 2)", non_retryable = [GeminiError::InvalidKey])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = linear(1s, factor = 2), non_retryable = [GeminiError::InvalidKey])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = fixed(1s, max = 30s), non_retryable = [GeminiError::InvalidKey])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = none(jitter = full), non_retryable = [GeminiError::InvalidKey])]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = list(1s, 2s, 3s, max = 2s), non_retryable = [GeminiError::InvalidKey])]
async fn list_files() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1s, cap = 30s), non_retryable = [GeminiError::InvalidKey])]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(base = 1s), non_retryable = [GeminiError::InvalidKey])]
async fn summarize() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1s, multiplier = 3), non_retryable = [GeminiError::InvalidKey])]
async fn tokenize() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1s, colour = red), non_retryable = [GeminiError::InvalidKey])]
async fn translate() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = none(1s), non_retryable = [GeminiError::InvalidKey])]
async fn search() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1s, max = 30s, max = 40s), non_retryable = [GeminiError::InvalidKey])]
async fn rank() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1s, max), non_retryable = [GeminiError::InvalidKey])]
async fn classify() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1s, factor =), non_retryable = [GeminiError::InvalidKey])]
async fn moderate() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1s, jitter), non_retryable = [GeminiError::InvalidKey])]
async fn transcode() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = "exp(1s, jitter)", non_retryable = [GeminiError::InvalidKey])]
async fn download() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1s, max(30s)), non_retryable = [GeminiError::InvalidKey])]
async fn refresh() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1s, factor: 3), non_retryable = [GeminiError::InvalidKey])]
async fn revoke() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = exp(1s factor = 3), non_retryable = [GeminiError::InvalidKey])]
async fn index() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 4, backoff = "exp(1s factor = 3)", non_retryable = [GeminiError::InvalidKey])]
async fn crop() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {}
