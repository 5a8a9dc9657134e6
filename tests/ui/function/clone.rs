use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
    Busy,
}

struct Recording(Vec<u8>);

struct Gemini;

impl Gemini {
    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], clone(file))]
    async fn embed(&self, text: String) -> Result<String, GeminiError> {
        Ok(text)
    }

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], clone(self))]
    async fn caption(&self, image: Vec<u8>) -> Result<String, GeminiError> {
        String::from_utf8(image).map_err(|_| GeminiError::Busy)
    }

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], clone(text, text))]
    async fn summarize(&self, text: String) -> Result<String, GeminiError> {
        Ok(text)
    }

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], clone(text.clone()))]
    async fn translate(&self, text: String) -> Result<String, GeminiError> {
        Ok(text)
    }

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], clone("text"))]
    async fn tokenize(&self, text: String) -> Result<String, GeminiError> {
        Ok(text)
    }

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], clone(text))]
    async fn rank(&self, text: &str) -> Result<String, GeminiError> {
        Ok(text.to_owned())
    }

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], clone(buffer))]
    async fn download(&self, buffer: &mut Vec<u8>) -> Result<usize, GeminiError> {
        Ok(buffer.len())
    }

    #[retry(max = 3, non_retryable = [GeminiError::InvalidKey], clone(recording))]
    async fn transcribe(&self, recording: Recording) -> Result<Vec<u8>, GeminiError> {
        Ok(recording.0)
    }
}

fn main() {}
