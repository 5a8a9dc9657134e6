use retry_runtime::retry;

#[derive(Debug)]
pub enum GeminiError {
    InvalidKey,
}

pub struct Gemini;

impl Gemini {
    #[retry(max = 0, non_retryable = [GeminiError::InvalidKey])]
    pub async fn embed(&self, text: &str) -> Result<usize, GeminiError> {
        Ok(text.len())
    }
}

#[retry(retries = 3, non_retryable = [GeminiError::InvalidKey])]
pub async fn caption(image: &[u8]) -> Result<usize, GeminiError> {
    Ok(image.len())
}

pub trait Embedder {
    #[retry(non_retryable = [GeminiError::InvalidKey])]
    async fn probe(&self) -> Result<(), GeminiError>;
}

impl Embedder for Gemini {
    #[retry(max = 3, non_retryable = [])]
    async fn probe(&self) -> Result<(), GeminiError> {
        Ok(())
    }
}

// What uses the functions is read as if their attributes were right: no word about the first three lines, and the
// last one is told the type that `caption` returns.
#[tokio::main]
async fn main() {
    let _: usize = Gemini.embed("hello").await.unwrap();
    let _: usize = caption(b"image").await.unwrap();
    let _: () = Gemini.probe().await.unwrap();
    let _: String = caption(b"image").await;
}
