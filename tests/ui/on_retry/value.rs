use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

struct Job;

impl Job {
    async fn count(&self, retries: u32) {
        let _ = retries;
    }

    async fn write(&self, retries: u32) -> Result<(), String> {
        Err(retries.to_string())
    }
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = |retry| job.count(retry.attempt))]
async fn embed(job: &Job) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = |retry| job.write(retry.attempt).await)]
async fn caption(job: &Job) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = |retry| {
    job.write(retry.attempt).await?;
})]
async fn transcribe(job: &Job) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = |retry| {
    if retry.attempt > 1 {
        return Err(GeminiError::Busy);
    }
})]
async fn upload(job: &Job) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = |retry| {
    job.count(retry.attempt).await;
    break;
})]
async fn delete(job: &Job) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = |retry| job.count(retry.retries).await)]
async fn list(job: &Job) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], on_retry = |_| jop.count(1).await)]
async fn count(job: &Job) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], blocking, on_retry = |_| job.count(1).await)]
fn rank(job: &Job) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
