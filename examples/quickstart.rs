//! The quick start of the README: three attempts, 1 s and 2 s apart; a bad key ends the call at once.
//!
//! Takes three seconds. The lines that begin with a level are the events of the retries: the first call has one, since a wrong key
//! is not retried, and the second two retries and an end.

use retry_runtime::retry;

#[derive(Debug, thiserror::Error)]
#[error("the API key is not valid")]
struct AuthError;

#[retry(max = 3, backoff = "exp(1s)", non_retryable = [AuthError])]
async fn embed(key: &str) -> anyhow::Result<Vec<f32>> {
    anyhow::ensure!(key == "valid", AuthError);
    anyhow::bail!("503 Service Unavailable")
}

#[tokio::main]
async fn main() {
    tracing_subscriber::fmt().without_time().init();
    for key in ["revoked", "valid"] {
        if let Err(error) = embed(key).await {
            println!("failed: {error}\n");
        }
    }
}
