//! A wait ends the moment the future resolves, with the last error; an attempt is left alone.

use std::sync::Arc;
use std::time::Duration;

use retry_runtime::{RetryBudget, retry};
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep, sleep_until};

use crate::common::limited::Error;
use crate::common::{Service, Step};

#[retry(max = 4, backoff = exp(1s), retryable = [Error::Busy], cancel = sleep_until(stop))]
async fn load(service: &Service, stop: Instant) -> Result<usize, Error> {
    Ok(service.call()?)
}

/// Each attempt takes ten seconds.
#[retry(max = 4, backoff = exp(1s), retryable = [Error::Busy], cancel = sleep_until(stop))]
async fn slow(service: &Service, stop: Instant) -> Result<usize, Error> {
    let outcome = service.call();
    sleep(Duration::from_secs(10)).await;
    Ok(outcome?)
}

/// Proves how a call ends, and when, that is cancelled after so many milliseconds.
macro_rules! cancelled {
    ($($name:ident: $function:ident of [$($step:ident),+] at $stop:literal => $outcome:expr, at $end:literal;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            let (service, start) = (Service::new(&[$(Step::$step),+]), Instant::now());
            let stop = start + Duration::from_millis($stop);
            assert_eq!($function(&service, stop).await, $outcome);
            assert_eq!(start.elapsed(), Duration::from_millis($end));
            sleep(Duration::from_secs(3_600)).await;
            let (Ok(last) | Err(Error::Busy(last) | Error::Gone(last))) = $outcome else { unreachable!() };
            assert_eq!(service.calls(), last, "it goes on after its end");
        }
    )*};
}

cancelled! {
    in_the_first_wait: load of [Busy, Busy] at 1 => Err(Error::Busy(1)), at 1;
    in_the_second_wait: load of [Busy, Busy, Busy] at 2_999 => Err(Error::Busy(2)), at 2_999;
    at_the_very_end_of_a_wait: load of [Busy, Busy, Busy] at 3_000 => Err(Error::Busy(2)), at 3_000;
    just_after_a_wait: load of [Busy, Busy, Busy, Busy] at 3_001 => Err(Error::Busy(3)), at 3_001;
    after_the_end: load of [Busy, Busy, Busy, Busy] at 7_001 => Err(Error::Busy(4)), at 7_000;
    before_the_call: load of [Busy, Busy] at 0 => Err(Error::Busy(1)), at 0;
    before_a_call_that_succeeds: load of [Done] at 0 => Ok(1), at 0;
    before_a_call_whose_error_is_not_retried: load of [Gone] at 0 => Err(Error::Gone(1)), at 0;
    in_an_attempt_that_succeeds: slow of [Done] at 5_000 => Ok(1), at 10_000;
    in_an_attempt_that_fails: slow of [Busy, Busy] at 5_000 => Err(Error::Busy(1)), at 10_000;
    in_the_second_attempt: slow of [Busy, Done] at 15_000 => Ok(2), at 21_000;
    in_the_second_attempt_that_fails: slow of [Busy, Busy, Busy] at 15_000 => Err(Error::Busy(2)), at 21_000;
    in_the_last_attempt: slow of [Busy, Busy, Busy, Busy] at 40_000 => Err(Error::Busy(4)), at 47_000;
}

#[tokio::test(start_paused = true)]
async fn also_a_wait_of_no_time() {
    #[retry(max = 4, backoff = none, retryable = [Error::Busy], cancel = sleep_until(stop))]
    async fn load(service: &Service, stop: Instant) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let stop = Instant::now() + Duration::from_secs(1);
    assert_eq!(load(&Service::new(&[Step::Busy; 4]), stop).await, Err(Error::Busy(4)));
    sleep(Duration::from_secs(1)).await;
    assert_eq!(load(&Service::new(&[Step::Busy]), stop).await, Err(Error::Busy(1)));
}

#[tokio::test(start_paused = true)]
async fn the_last_error_itself_is_returned_and_earlier_ones_are_gone() {
    #[retry(max = 4, backoff = fixed(1s), retryable = [|_| *retried], cancel = sleep_until(stop))]
    async fn load(error: &Arc<()>, retried: &bool, stop: Instant) -> Result<usize, Arc<()>> {
        assert_eq!(Arc::strong_count(error), 1, "the error before is gone");
        Err(error.clone())
    }
    let error = Arc::new(());
    let stop = Instant::now() + Duration::from_millis(2_500);
    let last = load(&error, &true, stop).await.unwrap_err();
    assert!(Arc::ptr_eq(&last, &error));
    assert_eq!(Arc::strong_count(&error), 2);
}

#[tokio::test(start_paused = true)]
async fn what_the_retry_would_have_cost_is_paid_back() {
    #[retry(max = 4, backoff = fixed(1s), retryable = [Error::Busy], budget = budget, cancel = sleep_until(stop))]
    async fn load(budget: &RetryBudget, stop: Instant) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    let budget = RetryBudget::new();
    assert!(load(&budget, Instant::now()).await.is_err());
    assert_eq!(budget.available(), 500);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_spawned() {
    let (service, start) = (Service::new(&[Step::Busy; 2]), Instant::now());
    let tasks = || Handle::current().metrics().num_alive_tasks();
    let before = tasks();
    let watch = async {
        let mut seen = Vec::new();
        for _ in 0..3 {
            seen.push(tasks());
            sleep(Duration::from_secs(1)).await;
        }
        seen
    };
    let (outcome, seen) = tokio::join!(load(&service, start + Duration::from_millis(2_500)), watch);
    assert_eq!((outcome, seen), (Err(Error::Busy(2)), vec![before; 3]));
    assert_eq!(tasks(), before);
}
