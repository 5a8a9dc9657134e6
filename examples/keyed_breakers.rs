//! One breaker for each credential: a revoked key is not tried again, and the other keys go on.
//!
//! Takes about half a second.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use retry_runtime::{CircuitBreaker, CircuitOpen, retry};

#[derive(Debug, thiserror::Error)]
enum ApiError {
    #[error("the key is not valid")]
    InvalidKey,
    #[error("the service is busy")]
    Busy,
    #[error(transparent)]
    Open(#[from] CircuitOpen),
}

/// The breakers of all keys that were used, by the id of the key. The id is no secret; the key itself would be.
#[derive(Default)]
struct Breakers(Mutex<HashMap<u32, Arc<CircuitBreaker>>>);

impl Breakers {
    /// The breaker of this key: two refusals in a row open it.
    fn of(&self, key: u32) -> Arc<CircuitBreaker> {
        let mut breakers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || CircuitBreaker::new("api key").consecutive(2).open_for(Duration::from_millis(200));
        breakers.entry(key).or_insert_with(|| Arc::new(new())).clone()
    }
}

/// A service that knows the keys 1 to 9, and is busy at each first attempt.
#[derive(Default)]
struct Client {
    breakers: Breakers,
    requests: Mutex<u32>,
}

impl Client {
    /// An invalid key is not retried, and it alone counts against the key; that the service is busy does not.
    #[retry(
        max = 2,
        backoff = "exp(10ms)",
        retryable = [ApiError::Busy],
        breaker(self.breakers.of(key), trips_on = [ApiError::InvalidKey]),
        attempt = n,
    )]
    async fn embed(&self, key: u32, text: &str) -> Result<usize, ApiError> {
        *self.requests.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        match key {
            1..=9 if n.is_last() => Ok(text.len()),
            1..=9 => Err(ApiError::Busy),
            _ => Err(ApiError::InvalidKey),
        }
    }

    /// How many requests there were since the last time.
    fn requests(&self) -> u32 {
        std::mem::take(&mut self.requests.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let client = Client::default();

    println!("five calls with key 1, which is valid; the service is busy at each first attempt:");
    for _ in 0..5 {
        let length = client.embed(1, "text").await.expect("the second attempt succeeds");
        println!("  embedded {length} letters in {} requests", client.requests());
    }

    println!("five calls with key 10, which is not valid; two refusals open its breaker, and then nothing is sent:");
    for _ in 0..5 {
        let error = client.embed(10, "text").await.expect_err("it is not valid");
        println!("  {error}; requests: {}", client.requests());
    }

    println!(
        "key 1 has a breaker of its own, which is {:?}, and goes on:",
        client.breakers.of(1).state()
    );
    let length = client.embed(1, "text").await.expect("it does not know of key 10");
    println!("  embedded {length} letters");

    tokio::time::sleep(Duration::from_millis(200)).await;
    println!(
        "200 ms later, the breaker of key 10 is {:?}: one call asks again, and opens it",
        client.breakers.of(10).state()
    );
    let _ = client.requests();
    for _ in 0..3 {
        let error = client.embed(10, "text").await.expect_err("it is still not valid");
        println!("  {error}; requests: {}", client.requests());
    }
}
