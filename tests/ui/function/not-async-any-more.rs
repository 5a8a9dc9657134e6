use retry_runtime::retry;

#[derive(Debug)]
enum GeminiError {
    Busy,
}

#[tokio::main]
#[retry(max = 3, retryable = [|error| matches!(error, GeminiError::Busy)])]
async fn main() -> Result<(), GeminiError> {
    Err(GeminiError::Busy)
}
