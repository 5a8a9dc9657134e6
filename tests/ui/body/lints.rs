#![deny(warnings)]

use retry_runtime::retry;

pub enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
pub async fn embed(text: &str) -> Result<usize, GeminiError> {
    let length = text.len();
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
pub async fn caption(image: &[u8], language: &str) -> Result<usize, GeminiError> {
    let mut size = image.len();
    Ok(size)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
pub async fn transcribe(audio: &[u8]) -> Result<usize, GeminiError> {
    return Ok(audio.len());
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
pub async fn upload(file: &[u8]) -> Result<usize, GeminiError> {
    std::fs::write("part", file);
    Ok((file.len()))
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
pub async fn delete(_file: &[u8]) -> Result<(), GeminiError> {
    embed("forgotten");
    Ok(())
}

fn main() {}
