use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Http { status: u16 },
}

#[retry(max = 3, retryable = [GeminiError::Http { .. }, GeminiError::Http { status: 503 }])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(
    max = 3,
    non_retryable = [GeminiError::InvalidKey, GeminiError::Http { status: 400..=599 }],
    retryable = [GeminiError::Http { status: 429 | 503 }, _],
)]
async fn caption(_image: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Http { status: 503 })
}

#[retry(max = 3, retryable = [GeminiError::Http { status: 429 | 503 | 429 }])]
async fn transcribe(_audio: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Http { status: 503 })
}

fn main() {}
