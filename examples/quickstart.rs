//! The quick start of the README: three attempts, 1 s and 2 s apart; a bad key ends the call at once.
//!
//! Takes three seconds. The lines that start with a level are the events of the retries.

use retry_runtime::retry;

#[derive(Debug, thiserror::Error)]
#[error("the API key is not valid")]
struct AuthError;

struct Gemini {
    key: &'static str,
}

impl Gemini {
    #[retry(max = 3, backoff = "exp(1s)", non_retryable = [AuthError])]
    async fn embed(&self, text: &str) -> anyhow::Result<Vec<f32>> {
        println!("asked for {text:?} with the key {:?}", self.key);
        anyhow::ensure!(self.key == "valid", AuthError);
        anyhow::bail!("503 Service Unavailable")
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tracing_subscriber::fmt().without_time().with_writer(std::io::stdout).init();
    for key in ["revoked", "valid"] {
        match (Gemini { key }).embed("hello").await {
            Ok(embedding) => println!("done: {embedding:?}\n"),
            Err(error) => println!("failed: {error}\n"),
        }
    }
}
