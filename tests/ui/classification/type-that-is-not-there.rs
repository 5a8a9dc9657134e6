use retry_runtime::retry;

#[derive(Debug)]
enum GeminiError {
    Busy,
}

#[retry(max = 3, non_retryable = [AuthError])]
async fn embed() -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

#[retry(max = 3, non_retryable = [source(AuthError::Revoked)])]
async fn caption() -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

#[retry(max = 3, retryable = [Busy])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [source])]
async fn upload() -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

fn main() {}
