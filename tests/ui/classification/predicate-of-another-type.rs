use retry_runtime::retry;

#[derive(Debug)]
struct GeminiError {
    status: u16,
}

fn is_busy(status: u16) -> bool {
    status == 503
}

fn is_refused(error: &GeminiError) -> Option<u16> {
    Some(error.status)
}

fn is_final(_: GeminiError) -> bool {
    false
}

#[retry(max = 3, retryable = [is_busy])]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError { status: 503 })
}

#[retry(max = 3, non_retryable = [is_refused])]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError { status: 503 })
}

#[retry(max = 3, non_retryable = [is_final])]
async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError { status: 503 })
}

#[retry(max = 3, retryable = [|error: &std::io::Error| error.raw_os_error().is_none()])]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError { status: 503 })
}

#[retry(max = 3, retryable = [|error| error.status])]
async fn delete() -> Result<String, GeminiError> {
    Err(GeminiError { status: 503 })
}

#[retry(max = 3, retryable = [|error| error.code() == 503])]
async fn list_files() -> Result<String, GeminiError> {
    Err(GeminiError { status: 503 })
}

#[retry(max = 3, retryable = [is_timeout])]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError { status: 503 })
}

fn main() {}
