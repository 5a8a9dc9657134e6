use retry_runtime::retry;

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
struct Gemini {
    key: String,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
impl Gemini {
    fn key(&self) -> &str {
        &self.key
    }
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
pub trait Embedder {
    fn embed(&self);
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
pub enum GeminiError {
    InvalidKey,
    Busy,
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
mod gemini {
    pub const MODEL: &str = "embedding-001";
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
unsafe impl Send for Gemini {}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
const LIMIT: u32 = 3;

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
static MODEL: &str = gemini::MODEL;

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey])]
type Embedding = Vec<f32>;

fn main() {
    let gemini = Gemini { key: String::new() };
    let _ = (gemini.key(), GeminiError::InvalidKey, MODEL, LIMIT, Embedding::new());
}
