//! Calls side by side in one task, as by `join!`: what retries while another does is not inside of it.

use futures_util::stream::{self, StreamExt};
use retry_runtime::retry;
use tokio::task::yield_now;
use tokio::time::{Duration, sleep};

use crate::common::limited::Error;
use crate::nesting::pairs;

#[tokio::test(start_paused = true)]
async fn two_in_step() {
    #[retry(max = 2, backoff = fixed(1s), retryable = [Error::Busy], name = "step.a")]
    async fn a() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 2, backoff = fixed(1s), retryable = [Error::Busy], name = "step.b")]
    async fn b() -> Result<(), Error> {
        sleep(Duration::from_millis(10)).await;
        Err(Error::Busy(0))
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "step.c")]
    async fn c() -> Result<(), Error> {
        yield_now().await;
        Err(Error::Busy(0))
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "step.d")]
    async fn d() -> Result<(), Error> {
        yield_now().await;
        Err(Error::Busy(0))
    }
    for _ in 0..4 {
        assert!(pairs(async { tokio::join!(a(), b()) }).await.is_empty());
        assert!(pairs(async { tokio::join!(b(), a()) }).await.is_empty());
        assert!(pairs(async { tokio::join!(c(), d()) }).await.is_empty());
        assert!(pairs(async { tokio::join!(a(), b(), c(), d()) }).await.is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn many_of_one_function() {
    #[retry(max = 3, backoff = exp(1s), retryable = [Error::Busy], name = "many.load")]
    async fn load(millis: u64) -> Result<(), Error> {
        sleep(Duration::from_millis(millis)).await;
        Err(Error::Busy(0))
    }
    for millis in [[20, 20, 20, 20, 20], [10, 20, 30, 40, 50], [90, 70, 50, 30, 10]] {
        let calls = stream::iter(millis.repeat(4).into_iter().map(load));
        assert!(pairs(calls.buffer_unordered(5).collect::<Vec<_>>()).await.is_empty());
    }
}

/// Who cancels all of them at once has not nested them.
#[tokio::test(start_paused = true)]
async fn many_that_are_cancelled() {
    #[retry(max = 9, backoff = fixed(1s), retryable = [Error::Busy], cancel = sleep(Duration::from_millis(300)),
        name = "many.cancelled")]
    async fn load() -> Result<(), Error> {
        sleep(Duration::from_millis(300)).await;
        Err(Error::Busy(0))
    }
    let calls = stream::iter((0..12).map(|_| load()));
    assert!(pairs(calls.buffer_unordered(3).collect::<Vec<_>>()).await.is_empty());
}

/// Nothing tells it from a call inside: documented so.
#[tokio::test(start_paused = true)]
async fn one_that_retries_within_one_attempt_of_the_other_is_taken_for_nested() {
    #[retry(max = 2, backoff = fixed(1s), retryable = [Error::Busy], name = "slow", attempt = n)]
    async fn slow() -> Result<(), Error> {
        sleep(Duration::from_secs(if n.is_last() { 60 } else { 0 })).await;
        Err(Error::Busy(0))
    }
    #[retry(max = 2, backoff = fixed(1s), retryable = [Error::Busy], name = "quick")]
    async fn quick() -> Result<(), Error> {
        sleep(Duration::from_secs(9)).await;
        Err(Error::Busy(0))
    }
    assert_eq!(pairs(async { tokio::join!(slow(), quick()) }).await, ["slow > quick"]);
}
