//! One policy for three functions; one of them tightens it.
//!
//! Takes less than a second.

use std::sync::atomic::{AtomicU32, Ordering};

use retry_runtime::retry;

#[derive(Debug)]
enum GeminiError {
    InvalidKey,
    Busy,
}

retry_runtime::policy! {
    /// Every Gemini call: four attempts, 50 ms, 100 ms and 200 ms apart; a bad key fails at once.
    static GEMINI: GeminiError = (
        max = 4,
        backoff = "exp(50ms)",
        retryable = [GeminiError::Busy],
        non_retryable = [GeminiError::InvalidKey],
    );
}

/// Counts its requests, and fails all of them.
#[derive(Default)]
struct Server(AtomicU32);

impl Server {
    fn busy(&self) -> Result<String, GeminiError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Err(GeminiError::Busy)
    }

    fn refuses(&self) -> Result<String, GeminiError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Err(GeminiError::InvalidKey)
    }

    fn requests(&self) -> u32 {
        self.0.swap(0, Ordering::Relaxed)
    }
}

#[retry(policy = GEMINI)]
async fn caption(server: &Server) -> Result<String, GeminiError> {
    server.busy()
}

#[retry(policy = GEMINI)]
async fn transcribe(server: &Server) -> Result<String, GeminiError> {
    server.refuses()
}

/// A person waits for this one. `max = 5` would not compile: a function may lower the limit, not raise it.
#[retry(policy = GEMINI, max = 2)]
async fn suggest(server: &Server) -> Result<String, GeminiError> {
    server.busy()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("the policy allows {} attempts, and retries `Busy` alone:", GEMINI.max());
    let server = Server::default();
    println!("  caption:    {:?} after {} requests", caption(&server).await, server.requests());
    println!(
        "  transcribe: {:?} after {} request, since a bad key ends the call",
        transcribe(&server).await,
        server.requests()
    );
    println!("`suggest` shares it, and lowers it to 2 attempts:");
    println!("  suggest:    {:?} after {} requests", suggest(&server).await, server.requests());

    println!("what the policy makes of an error can be asked without a call, as in a unit test:");
    for error in [GeminiError::Busy, GeminiError::InvalidKey] {
        println!("  {error:?} is {:?}, by the entry `{}`", GEMINI.class(&error), GEMINI.rule(&error));
    }
}
