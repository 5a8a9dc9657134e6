//! The quick start of the README: three attempts, 1 s and 2 s apart; a bad key ends the call at once.

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
        println!("  asked for {text:?}");
        anyhow::ensure!(self.key == "valid", AuthError);
        anyhow::bail!("503 Service Unavailable")
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for key in ["revoked", "valid"] {
        println!("the key is {key}:");
        let answer = Gemini { key }.embed("hello").await;
        match answer {
            Ok(embedding) => println!("  {embedding:?}"),
            Err(error) => println!("  {error}"),
        }
    }
}
