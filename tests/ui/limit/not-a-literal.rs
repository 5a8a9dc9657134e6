use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

const ATTEMPTS: u32 = 3;

#[retry(max = ATTEMPTS, non_retryable = [GeminiError::InvalidKey])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = config.attempts(), non_retryable = [GeminiError::InvalidKey])]
async fn caption(_image: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 2 + 1, non_retryable = [GeminiError::InvalidKey])]
async fn transcribe(_audio: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = "3", non_retryable = [GeminiError::InvalidKey])]
async fn upload(_file: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3.0, non_retryable = [GeminiError::InvalidKey])]
async fn delete(_file: &str) -> Result<(), GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3u32, non_retryable = [GeminiError::InvalidKey])]
async fn list() -> Result<Vec<String>, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3s, non_retryable = [GeminiError::InvalidKey])]
async fn describe(_image: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3 times, non_retryable = [GeminiError::InvalidKey])]
async fn summarize(_document: &str) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {
    let _ = ATTEMPTS;
}
