//! What a budget costs a call that succeeds at once: no allocation, and sixteen bytes.

use allocation_counter::measure;
use futures_util::FutureExt;
use retry_runtime::{RetryBudget, retry};

use crate::common::limited::Error;

static BUDGET: RetryBudget = RetryBudget::new();

#[retry(max = 3, non_retryable = [Error::Gone], budget = BUDGET)]
async fn load(number: u32) -> Result<u32, Error> {
    Ok(number)
}

#[retry(max = 3, non_retryable = [Error::Gone], budget = BUDGET, blocking)]
fn blocking(number: u32) -> Result<u32, Error> {
    Ok(number)
}

#[test]
fn success_at_once_with_a_full_bucket_allocates_nothing() {
    assert_eq!(measure(|| assert_eq!(load(7).now_or_never(), Some(Ok(7)))).count_total, 0);
    assert_eq!(measure(|| assert_eq!(blocking(7), Ok(7))).count_total, 0);
    assert_eq!(BUDGET.available(), 500);
}

/// Nobody else has them: `size` holds the futures of functions without a budget to loops by hand.
#[test]
fn the_future_has_a_reference_and_the_last_payment() {
    #[retry(max = 3, non_retryable = [Error::Gone])]
    async fn plain(number: u32) -> Result<u32, Error> {
        Ok(number)
    }
    assert_eq!(size_of_val(&load(7)), size_of_val(&plain(7)) + size_of::<(&RetryBudget, Option<u32>)>());
}

#[cfg(not(any(feature = "metrics", feature = "registry")))]
#[test]
fn neither_do_retries_that_it_pays_for_or_refuses() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], budget = budget)]
    async fn fails(budget: &RetryBudget) -> Result<u32, Error> {
        Err(Error::Busy(0))
    }
    let budget = RetryBudget::new().capacity(30);
    let calls = || {
        for _ in 0..2 {
            assert_eq!(fails(&budget).now_or_never(), Some(Err(Error::Busy(0))));
        }
    };
    assert_eq!(measure(calls).count_total, 0);
    assert_eq!(budget.available(), 2);
}
