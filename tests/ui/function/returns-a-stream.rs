use futures_util::Stream;
use retry_runtime::retry;

enum GeminiError {
    InvalidKey,
}

#[retry(max = 3, non_retryable = [|error: &GeminiError| matches!(error, GeminiError::InvalidKey)])]
fn chunks(text: &str) -> impl Stream<Item = Result<char, GeminiError>> {
    futures_util::stream::iter(text.chars().map(Ok))
}

fn main() {}
