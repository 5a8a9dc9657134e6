use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

impl GeminiError {
    fn is_busy(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKye])]
async fn embed(_text: &str) -> Result<Vec<f32>, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, non_retryable = [GeminiErorr::InvalidKey])]
async fn caption(_image: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retryable = [GeminiError::is_bussy])]
async fn transcribe(_audio: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, retryable = [GeminiError::Busy(_)])]
async fn upload(_file: &[u8]) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {
    let _ = GeminiError::Busy.is_busy();
}
