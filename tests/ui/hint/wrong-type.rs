use std::time::Duration;

use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    RateLimited { after: u64 },
}

impl GeminiError {
    fn seconds(&self) -> u64 {
        match self {
            Self::RateLimited { after } => *after,
            Self::InvalidKey => 0,
        }
    }

    fn wait(&self) -> Duration {
        Duration::from_secs(self.seconds())
    }
}

fn header(name: &str) -> Option<Duration> {
    name.parse().ok().map(Duration::from_secs)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], hint(GeminiError::seconds, cap = 60s))]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::RateLimited { after: 1 })
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], hint(GeminiError::wait, cap = 60s))]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::RateLimited { after: 1 })
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], hint(header, cap = 60s))]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::RateLimited { after: 1 })
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], hint(|error| error.wait(), cap = 60s))]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::RateLimited { after: 1 })
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], hint(|error| error.after(), cap = 60s))]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::RateLimited { after: 1 })
}

fn main() {
    let _ = header("1");
}
