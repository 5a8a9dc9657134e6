//! Retries in OpenTelemetry, by the ordinary route: each attempt is an event of the caller's span.
//!
//! `cargo run -p opentelemetry-example` prints two spans `index_page`. The first has the events `attempt failed,
//! retrying` (twice) and `recovered`; the second has `gave up`, because a key that is not valid gets no better. Put an
//! OTLP exporter where the one for stdout is, and the rest stays.
//!
//! The events go to the span they happen in, and events outside any span are lost. So `#[instrument]` is on a caller,
//! as here, or on the retried function itself: below `#[retry]` it makes one span for the call, whose events are the
//! attempts; above `#[retry]` it makes a span for each attempt, and the events go to the span around them, if any.
//!
//! - `gave up` is an ERROR where the error was worth another attempt, and the layer gives the span of an ERROR the status
//!   `Error`, without a description, also if the caller then answers without the service. An error that is not retried, such
//!   as the invalid key here, is a WARN, and a call that recovers an INFO: both leave the status alone.
//! - The text of `error` had its secrets removed. `#[instrument(err)]` writes the error a second time, as it is, and
//!   `#[instrument]` all parameters: `skip` what is secret.

use opentelemetry_example::spans_to;
use opentelemetry_stdout::SpanExporter;
use retry_runtime::retry;
use tracing::instrument;

#[derive(Debug, thiserror::Error)]
enum EmbedError {
    #[error("the API key is not valid")]
    InvalidKey,
    #[error("503 Service Unavailable: {url}")]
    Unavailable { url: String },
}

/// Stands for a service that answers the third request, if the key is good.
#[retry(max = 3, backoff = "exp(5ms)", non_retryable = [EmbedError::InvalidKey], attempt = n)]
async fn embed(page: u32, key: &str) -> Result<Vec<f32>, EmbedError> {
    if !key.starts_with("AIza") {
        return Err(EmbedError::InvalidKey);
    }
    if n.number() < 3 {
        let url = format!("https://embed.example/v1/pages/{page}?key={key}");
        return Err(EmbedError::Unavailable { url });
    }
    Ok(vec![0.1, 0.2])
}

/// The caller, a handler for example: its span gets the events of the attempts.
#[instrument(skip(key))]
async fn index_page(page: u32, key: &str) -> Result<usize, EmbedError> {
    let embedding = embed(page, key).await?;
    Ok(embedding.len())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let (provider, subscriber) = spans_to(SpanExporter::default());
    tracing::subscriber::set_global_default(subscriber)?;

    for key in ["AIzaSyNot-a-real-key-0123456789abcdefgh", "revoked"] {
        match index_page(7, key).await {
            Ok(numbers) => println!("page 7 has an embedding of {numbers} numbers"),
            Err(error) => println!("page 7 has no embedding: {error}"),
        }
    }

    // Exports what is still in the batch; without it, nothing is printed.
    provider.shutdown()?;
    Ok(())
}
