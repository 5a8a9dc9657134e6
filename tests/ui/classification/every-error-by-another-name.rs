use anyhow::Error;
use retry_runtime::retry;

#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct GeminiError(String);

type Failure = GeminiError;

#[retry(max = 3, retryable = [Error])]
async fn embed() -> anyhow::Result<String> {
    anyhow::bail!("busy")
}

#[retry(max = 3, retryable = [Error])]
async fn caption() -> Result<String, Error> {
    anyhow::bail!("busy")
}

#[retry(max = 3, retryable = [Failure])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError("busy".to_owned()))
}

#[retry(max = 3, retryable = [crate::GeminiError])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError("busy".to_owned()))
}

#[retry(max = 3, retryable = [source(GeminiError)])]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError("busy".to_owned()))
}

#[retry(max = 3, retryable = [source(Failure)])]
async fn rank() -> Result<String, GeminiError> {
    Err(GeminiError("busy".to_owned()))
}

#[retry(max = 3, retryable = [source(std::io::Error)])]
async fn list_files() -> std::io::Result<String> {
    Err(std::io::Error::other("busy"))
}

#[retry(max = 3, retryable = [std::io::Error])]
async fn describe() -> std::io::Result<String> {
    Err(std::io::Error::other("busy"))
}

fn main() {}
