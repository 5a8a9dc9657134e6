//! `#[retry]` on a method of an `#[async_trait]`, called through `dyn` on another thread.
//!
//! Takes less than a second. What is retried is the body of the method, inside the future that `async_trait` boxes: nobody who holds the
//! `dyn Embedder` knows of it, and it runs wherever that future does.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use retry_runtime::retry;

#[derive(Debug)]
enum EmbedError {
    Busy,
    TextTooLong,
}

#[async_trait]
trait Embedder: Send + Sync {
    async fn embed(&self, text: &str) -> Result<Vec<u8>, EmbedError>;
}

/// Is busy for its first two requests.
#[derive(Default)]
struct Gemini {
    requests: AtomicU32,
}

// The attribute stands on the method of the `impl`; the trait's own method has no body to retry.
#[async_trait]
impl Embedder for Gemini {
    #[retry(
        max = 3,
        backoff = "exp(50ms)",
        retryable = [EmbedError::Busy],
        non_retryable = [EmbedError::TextTooLong],
        attempt = attempt,
    )]
    async fn embed(&self, text: &str) -> Result<Vec<u8>, EmbedError> {
        println!("  attempt {} of {}", attempt.number(), attempt.max());
        if text.len() > 20 {
            return Err(EmbedError::TextTooLong);
        }
        if self.requests.fetch_add(1, Ordering::Relaxed) < 2 {
            return Err(EmbedError::Busy);
        }
        Ok(text.bytes().collect())
    }
}

#[tokio::main]
async fn main() {
    let embedder: Arc<dyn Embedder> = Arc::new(Gemini::default());
    let calls = [
        (
            "hello",
            "the service is busy for two requests, and so the third attempt of one call succeeds:",
        ),
        ("a text that is too long for it", "a text that is too long is never retried:"),
    ];
    for (text, expected) in calls {
        println!("{expected}");
        let embedder = Arc::clone(&embedder);
        // On another thread: the boxed future is `Send`, retries and all.
        let task = tokio::spawn(async move { embedder.embed(text).await });
        match task.await.expect("nothing panics in it") {
            Ok(embedding) => println!("  {text:?} has an embedding of {} numbers", embedding.len()),
            Err(error) => println!("  {text:?} has none: {error:?}"),
        }
    }
}
