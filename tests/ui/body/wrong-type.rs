#![allow(unused_braces)]

use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

// Each value is a block of its own, so that rustc has no reason to quote the definition of `Ok` from std.
#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn embed(_text: &str) -> Result<usize, GeminiError> {
    Ok({ "wrong type" })
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn caption(image: &[u8]) -> Result<usize, GeminiError> {
    if image.is_empty() {
        return Ok({ "wrong type" });
    }
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
async fn transcribe(audio: &[u8]) -> Result<usize, GeminiError> {
    audio.len()
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], blocking)]
fn upload(file: &[u8]) -> Result<usize, GeminiError> {
    if file.is_empty() {
        return Err({ "wrong type" });
    }
    Ok({ "wrong type" })
}

fn main() {}
