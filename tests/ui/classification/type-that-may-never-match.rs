use retry_runtime::retry;

#[derive(Debug, thiserror::Error)]
#[error("the API key is not valid")]
struct AuthError;

#[derive(Debug, thiserror::Error)]
enum GeminiError {
    #[error(transparent)]
    Auth(#[from] AuthError),
    #[error("busy")]
    Busy,
}

#[retry(max = 3, non_retryable = [AuthError])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [AuthError])]
async fn caption(_image: &[u8]) -> Result<String, String> {
    Err(AuthError.to_string())
}

#[retry(max = 3, non_retryable = [AuthError])]
async fn transcribe(_audio: &[u8]) -> Result<String, Box<GeminiError>> {
    Err(Box::new(GeminiError::Auth(AuthError)))
}

fn main() {}
