//! What a breaker costs a call that succeeds: no allocation.

use allocation_counter::measure;
use futures_util::FutureExt;
use retry_runtime::{CircuitBreaker, retry};

use crate::common::limited::Error;

static GEMINI: CircuitBreaker = CircuitBreaker::new("gemini");
static KEY: CircuitBreaker = CircuitBreaker::new("key");

#[retry(max = 3, non_retryable = [Error::Gone], breaker(GEMINI), breaker(KEY, trips_on = [Error::Gone]))]
async fn load(number: u32) -> Result<u32, Error> {
    Ok(number)
}

#[retry(max = 3, non_retryable = [Error::Gone], breaker(GEMINI), blocking)]
fn blocking(number: u32) -> Result<u32, Error> {
    Ok(number)
}

#[test]
fn success_at_once_allocates_nothing() {
    let calls = || {
        // More than the window holds.
        for _ in 0..100 {
            assert_eq!(load(7).now_or_never(), Some(Ok(7)));
            assert_eq!(blocking(7), Ok(7));
        }
    };
    assert_eq!(measure(calls).count_total, 0);
}
