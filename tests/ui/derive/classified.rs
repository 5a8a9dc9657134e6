use retry_runtime::{Classify, retry};

enum GeminiError {
    Busy,
}

#[derive(Classify)]
enum StoreError {
    #[permanent]
    Full,
    #[transient]
    Locked,
}

#[retry(max = 3, classified)]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, classified)]
async fn caption() -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

#[retry(max = 3, classified, retryable = [_])]
async fn store() -> Result<String, StoreError> {
    Err(StoreError::Full)
}

#[retry(max = 3, classified = true)]
async fn load() -> Result<String, StoreError> {
    Err(StoreError::Locked)
}

#[retry(max = 3, classified, classified)]
async fn list() -> Result<String, StoreError> {
    Err(StoreError::Locked)
}

fn main() {}
