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

#[retry(max = 3, only = [GeminiError::Busy])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retry_on = [GeminiError::Busy])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, except = [GeminiError::InvalidKey])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, ignore = [GeminiError::InvalidKey])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, abort_on = [GeminiError::InvalidKey])]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, when = |error| error.is_busy())]
async fn list_files() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

#[retry(max = 3, retry_if = GeminiError::is_busy)]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

fn main() {
    let _ = GeminiError::Busy.is_busy();
}
