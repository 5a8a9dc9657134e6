use retry_runtime::retry;

#[derive(Debug)]
enum GeminiError {
    Busy,
    InvalidKey,
}

#[tracing::instrument]
#[retry(max = 3, retryable = [GeminiError::Busy], clone(calls))]
async fn embed(calls: &mut u32) -> Result<u32, GeminiError> {
    *calls += 1;
    if *calls < 3 { Err(GeminiError::Busy) } else { Err(GeminiError::InvalidKey) }
}

fn main() {}
