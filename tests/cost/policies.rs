//! A policy costs what the keys would cost that it holds, and nothing for those that it does not.

use allocation_counter::measure;
use futures_util::FutureExt;
use retry_runtime::{CircuitBreaker, RetryBudget, policy, retry};

use crate::common::limited::Error;

static BREAKER: CircuitBreaker = CircuitBreaker::new("service");
static BUDGET: RetryBudget = RetryBudget::new();

policy! {
    static PLAIN: Error = (max = 3, retryable = [Error::Busy]);
    static TIMED: Error = (max = 3, retryable = [Error::Busy], attempt_timeout = 1s);
    static GUARDED: Error = (max = 3, retryable = [Error::Busy], breaker(BREAKER));
    static PAID: Error = (max = 3, retryable = [Error::Busy], budget = BUDGET);
    static ALONE = (max = 3);
}

/// The sizes of the futures of two functions, a ready body and one of 1 KiB: by keys, and by a policy.
macro_rules! sizes {
    ([$($keys:tt)+] [$($policy:tt)+]) => {{
        #[retry($($keys)+)]
        async fn keys() -> Result<u8, Error> {
            Ok(1)
        }
        #[retry($($policy)+)]
        async fn shared() -> Result<u8, Error> {
            Ok(1)
        }
        #[retry($($keys)+)]
        async fn large_keys(bytes: &[u8; 1024]) -> Result<u8, Error> {
            let held = *bytes;
            tokio::task::yield_now().await;
            Ok(held[7])
        }
        #[retry($($policy)+)]
        async fn large_shared(bytes: &[u8; 1024]) -> Result<u8, Error> {
            let held = *bytes;
            tokio::task::yield_now().await;
            Ok(held[7])
        }
        let bytes = [0; 1024];
        assert_eq!(measure(|| assert_eq!(shared().now_or_never(), Some(Ok(1)))).count_total, 0, "allocations");
        [
            (size_of_val(&keys()), size_of_val(&shared())),
            (size_of_val(&large_keys(&bytes)), size_of_val(&large_shared(&bytes))),
        ]
    }};
}

#[tokio::test]
async fn futures_by_a_policy_are_as_small_as_by_keys() {
    let plain = sizes!([max = 3, retryable = [Error::Busy]][policy = PLAIN]);
    let alone = sizes!([max = 3, retryable = [Error::Busy]] [policy = ALONE, retryable = [Error::Busy]]);
    let timed = sizes!([max = 3, retryable = [Error::Busy], attempt_timeout = 1s][policy = TIMED]);
    let paid = sizes!([max = 3, retryable = [Error::Busy], budget = BUDGET][policy = PAID]);
    let guarded = sizes!([max = 3, retryable = [Error::Busy], breaker(BREAKER)][policy = GUARDED]);
    for (keys, shared) in [plain, alone, paid, guarded].into_iter().flatten() {
        assert!(shared <= keys, "{shared} bytes by a policy, {keys} by keys");
    }
    // Whether the call has an end that cuts its attempts short, only the policy knows: so each keeps what time it had.
    for (keys, shared) in timed {
        assert!(shared <= keys + 24, "{shared} bytes by a policy, {keys} by keys");
    }
}
