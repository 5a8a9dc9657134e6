//! What a call costs beside its body: no allocation, no memory that grows, no future larger than that of a loop by hand.
//! (`events` shows that success says nothing.) And, where callgrind is, no instruction more than there is a reason for.
//!
//! With a feature that counts calls or keeps the last error, failures do allocate; success never does.
//!
//! A binary of its own: `allocation_counter` puts an allocator of its own in the place of the usual one; and all of this
//! runs without those features, too, where it is stricter.

#[path = "../common/mod.rs"]
mod common;

mod breaker;
mod budget;
#[cfg(not(any(feature = "metrics", feature = "registry")))]
mod classified;
#[cfg(feature = "metrics")]
mod counted;
#[cfg(not(any(feature = "metrics", feature = "registry")))]
mod failures;
// It builds the library by itself, without these features and with them: once is enough.
#[cfg(all(feature = "metrics", feature = "registry"))]
mod instructions;
mod keys;
mod policies;
mod size;
mod success;
mod waits;

use std::cell::Cell;
use std::future::Future;

use allocation_counter::measure;
use common::Error;
use futures_util::FutureExt;
use retry_runtime::retry;

/// Fails as often as it is told to, without a word of its own.
struct Failing(Cell<u32>);

impl Failing {
    fn call(&self) -> Result<u32, Error> {
        match self.0.replace(self.0.get().saturating_sub(1)) {
            0 => Ok(1),
            _ => Err(Error::Busy(0)),
        }
    }
}

#[retry(max = 3, retryable = [Error::Busy])]
async fn pattern(service: &Failing) -> Result<u32, Error> {
    service.call()
}

#[retry(max = 100, backoff = none, within = 1h, retryable = [|error| matches!(error, Error::Busy(_))], attempt = n)]
async fn closure(service: &Failing) -> Result<u32, Error> {
    service.call().map(|number| number * n.number())
}

#[expect(clippy::manual_async_fn, reason = "what is measured")]
#[retry(max = 3, backoff = exp(1s, jitter = decorrelated), retryable = [Error::Busy])]
fn returned(service: &Failing) -> impl Future<Output = Result<u32, Error>> {
    async move { service.call() }
}

#[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy])]
fn blocking(service: &Failing) -> Result<u32, Error> {
    service.call()
}

/// The allocations of a call that ends at its first poll.
fn cost(call: impl Future<Output = Result<u32, Error>>, expected: Result<u32, Error>) -> u64 {
    measure(|| assert_eq!(call.now_or_never(), Some(expected))).count_total
}
