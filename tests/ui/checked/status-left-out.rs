use retry_runtime::retry;

struct GeminiError {
    status: u16,
}

#[retry(
    max = 3,
    non_retryable = [GeminiError { status: 400..=428 }],
    retryable = [GeminiError { status: 429 }, GeminiError { status: 500..=599 }],
)]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError { status: 503 })
}

fn main() {}
