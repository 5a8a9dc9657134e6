//! What a breaker costs a call that succeeds: no allocation, and sixteen bytes while an attempt runs.

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

/// A wait holds none of it, and has room for it.
#[test]
fn the_future_has_a_place_in_the_breaker_as_long_as_an_attempt_lasts() {
    macro_rules! sizes {
        ($($keys:tt)*) => {{
            #[retry(max = 3, non_retryable = [Error::Gone] $($keys)*)]
            async fn ready(number: u32) -> Result<u32, Error> {
                Ok(number)
            }
            #[retry(max = 3, non_retryable = [Error::Gone] $($keys)*)]
            async fn large(bytes: &[u8; 1024]) -> Result<u8, Error> {
                let held = *bytes;
                tokio::task::yield_now().await;
                Ok(held[7])
            }
            [size_of_val(&ready(7)), size_of_val(&large(&[0; 1024]))]
        }};
    }
    let (plain, guarded) = (sizes!(), sizes!(, breaker(GEMINI)));
    assert_eq!(guarded, [plain[0], plain[1] + size_of::<(&CircuitBreaker, u64)>()]);
}
