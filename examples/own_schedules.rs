//! Errors with a schedule of their own: a rate limit waits longer than a busy server, and is tried less often.
//!
//! Takes about two seconds.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use retry_runtime::retry;

use ApiError::{Busy, RateLimited, Unauthorized};

#[derive(Debug, Clone, Copy)]
enum ApiError {
    RateLimited,
    Busy,
    Unauthorized,
}

/// Fails with these errors in turn, and notes when it was asked.
struct Server {
    errors: &'static [ApiError],
    requests: AtomicUsize,
    start: Instant,
}

impl Server {
    fn new(errors: &'static [ApiError]) -> Self {
        Self { errors, requests: AtomicUsize::new(0), start: Instant::now() }
    }

    fn answer(&self) -> Result<(), ApiError> {
        let answer = match self.errors.get(self.requests.fetch_add(1, Ordering::Relaxed)) {
            Some(error) => Err(*error),
            None => Ok(()),
        };
        println!("  after {:>3} ms: {answer:?}", self.start.elapsed().as_millis());
        answer
    }
}

/// Six attempts in all. `Busy` walks 20 ms, 40 ms, 80 ms ..; a rate limit waits 400 ms, and may be met twice.
#[retry(
    max = 6,
    backoff = "exp(20ms)",
    non_retryable = [ApiError::Unauthorized],
    on(ApiError::RateLimited, max = 3, backoff = "fixed(400ms)"),
    retryable = [ApiError::Busy],
)]
async fn ask(server: &Server) -> Result<(), ApiError> {
    server.answer()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("a rate limit in between does not make `Busy` wait longer:");
    assert!(ask(&Server::new(&[Busy, RateLimited, Busy])).await.is_ok());

    println!("the third rate limit ends the call, though three of six attempts are left:");
    assert!(ask(&Server::new(&[RateLimited; 6])).await.is_err());

    println!("`max = 6` bounds the whole, however the errors mix:");
    assert!(ask(&Server::new(&[Busy, RateLimited, Busy, RateLimited, Busy, Busy])).await.is_err());

    println!("and what is permanent is permanent:");
    assert!(ask(&Server::new(&[Unauthorized])).await.is_err());
}
