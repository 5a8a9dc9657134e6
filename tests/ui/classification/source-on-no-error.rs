use retry_runtime::retry;

#[derive(Debug, thiserror::Error)]
#[error("the API key is not valid")]
struct AuthError;

#[derive(Debug)]
enum GeminiError {
    Auth(AuthError),
    Busy,
}

#[retry(max = 3, non_retryable = [source(AuthError)])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [source(std::io::Error)])]
async fn caption(_image: &[u8]) -> Result<String, String> {
    Err("busy".to_owned())
}

fn main() {
    let _ = GeminiError::Auth(AuthError);
}
