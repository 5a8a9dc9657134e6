use retry_runtime::retry;

enum GeminiError {
    Busy,
    InvalidKey,
}

#[retry(max = 3, retryable = [matches!(e, GeminiError::Busy)])]
async fn embed(text: &str) -> Result<usize, GeminiError> {
    Ok(text.len())
}

// What rustc proposes for a missing variant, pasted where it proposes it.
#[retry(max = 3, retryable = [GeminiError::Busy, &_ => todo!()], non_retryable = [GeminiError::InvalidKey])]
async fn caption(image: &[u8]) -> Result<usize, GeminiError> {
    Ok(image.len())
}

fn main() {}
