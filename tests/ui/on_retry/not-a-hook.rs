use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

fn log_retry() {}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = log_retry)]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = log_retry())]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = || log_retry())]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = |attempt, error| log_retry())]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = async |retry| log_retry())]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = async move |retry| log_retry())]
async fn list() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry)]
async fn count() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = |retry|)]
async fn rank() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry(|retry| log_retry()))]
async fn search() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], before_retry = |retry| log_retry())]
async fn summarize() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = |_| log_retry(), on_retry = |_| log_retry())]
async fn translate() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

retry_runtime::policy! {
    static POLICY: GeminiError = (max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = |_| log_retry())
}

fn main() {}
