use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
    /// Added after the lists were written.
    QuotaExceeded {
        project: String,
    },
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], retryable = [GeminiError::Busy])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::QuotaExceeded { project: "rag".to_owned() })
}

fn main() {}
