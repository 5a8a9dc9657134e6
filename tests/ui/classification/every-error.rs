use std::error::Error;

use retry_runtime::retry;

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct GeminiError(String);

#[retry(max = 3, retryable = [GeminiError])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError("busy".to_owned()))
}

#[retry(max = 3, retryable = [anyhow::Error])]
async fn caption() -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

#[retry(max = 3, retryable = [Box<dyn Error>])]
async fn transcribe() -> Result<String, Box<dyn Error>> {
    Err("busy".into())
}

#[retry(max = 3, retryable = [dyn Error])]
async fn upload() -> Result<String, Box<dyn Error>> {
    Err("busy".into())
}

#[retry(max = 3, non_retryable = [source(dyn Error + Send + Sync)])]
async fn delete() -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

#[retry(max = 3, retryable = [eyre::Report])]
async fn list_files() -> eyre::Result<String> {
    eyre::bail!("busy")
}

fn main() {}
