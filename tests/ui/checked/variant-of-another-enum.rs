use retry_runtime::retry;

enum GeminiError {
    Busy,
}

enum StoreError {
    Busy,
}

#[retry(max = 3, retryable = [StoreError::Busy])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, retryable = [GeminiError::Busy])]
async fn caption(_image: &[u8]) -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

fn main() {
    let _ = StoreError::Busy;
}
