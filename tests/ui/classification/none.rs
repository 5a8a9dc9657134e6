use retry_runtime::retry;

enum GeminiError {
    Busy,
}

#[retry(max = 3)]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, backoff = "exp(1s)", within = "30s")]
async fn caption(_image: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
