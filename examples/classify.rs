//! An error that classifies itself: said once, where the error is defined, and true for every function that returns it.
//!
//! Takes about a second.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use retry_runtime::{Classify, retry};

#[derive(Debug, Clone, Classify, thiserror::Error)]
enum GeminiError {
    #[error("the API key is not valid")]
    #[permanent]
    InvalidKey,
    #[error("the service is busy")]
    #[transient]
    Busy,
    #[error("too many requests")]
    #[transient(after = retry_delay)]
    Throttled { retry_delay: Option<Duration> },
    #[error(transparent)]
    #[delegate]
    Connection(#[from] ConnectionError),
}

#[derive(Debug, Clone, Classify, thiserror::Error)]
enum ConnectionError {
    #[error("the connection was lost")]
    #[transient]
    Lost,
    #[error("the certificate is not trusted")]
    #[permanent]
    Certificate,
}

/// Fails once with each of these errors, then answers.
struct Server {
    errors: Vec<GeminiError>,
    requests: AtomicUsize,
    start: Instant,
}

impl Server {
    fn new(errors: &[GeminiError]) -> Self {
        Self {
            errors: errors.to_vec(),
            requests: AtomicUsize::new(0),
            start: Instant::now(),
        }
    }

    fn answer(&self) -> Result<&'static str, GeminiError> {
        let answer = match self.errors.get(self.requests.fetch_add(1, Ordering::Relaxed)) {
            Some(error) => Err(error.clone()),
            None => Ok("a caption"),
        };
        println!("  after {:>3} ms: {answer:?}", self.start.elapsed().as_millis());
        answer
    }
}

/// Nothing is listed here: `classified` asks the error, and `hint` asks it how long the server wants us to wait.
#[retry(max = 4, backoff = "exp(50ms)", classified, hint(cap = 1s))]
async fn caption(server: &Server) -> Result<&'static str, GeminiError> {
    server.answer()
}

/// A bare type: `#[from]` lets `GeminiError` say whether it carries a `ConnectionError`. Lists come before `classified`.
#[retry(max = 4, backoff = "exp(50ms)", classified, non_retryable = [ConnectionError])]
async fn upload(server: &Server) -> Result<&'static str, GeminiError> {
    server.answer()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let asks_for = |millis| GeminiError::Throttled { retry_delay: Some(Duration::from_millis(millis)) };
    let lost = GeminiError::from(ConnectionError::Lost);

    println!("transient errors are tried again, after 50 ms and then 100 ms:");
    assert!(caption(&Server::new(&[GeminiError::Busy, lost.clone()])).await.is_ok());

    println!("permanent ones end the call, also those of a `#[delegate]`:");
    assert!(caption(&Server::new(&[GeminiError::InvalidKey])).await.is_err());
    assert!(caption(&Server::new(&[ConnectionError::Certificate.into()])).await.is_err());

    println!("the server asks for 300 ms:");
    assert!(caption(&Server::new(&[asks_for(300)])).await.is_ok());

    println!("the server asks for a minute, which is over the cap:");
    assert!(caption(&Server::new(&[asks_for(60_000)])).await.is_err());

    println!("a function that does not retry lost connections, because it says so:");
    assert!(upload(&Server::new(&[lost])).await.is_err());
}
