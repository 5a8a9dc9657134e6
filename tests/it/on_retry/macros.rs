//! Macros in a hook, which may await: nothing of that is in the hook's own tokens.

use retry_runtime::retry;
use tokio::task::yield_now;

use crate::common::{Error, Service, Step};

/// Counts what it is told, after a turn of the scheduler.
async fn note(told: &std::cell::Cell<u32>, number: u32) {
    yield_now().await;
    told.set(told.get() + number);
}

macro_rules! noted {
    ($told:expr, $number:expr) => {
        note($told, $number).await
    };
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy], on_retry = |retry| {
    tokio::join!(note(told, retry.attempt), note(told, 10));
})]
async fn joined(service: &Service, told: &std::cell::Cell<u32>) -> Result<usize, Error> {
    service.call()
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy], on_retry = |retry| tokio::select! {
    () = note(told, retry.attempt) => {}
    () = std::future::pending() => {}
})]
async fn selected(service: &Service, told: &std::cell::Cell<u32>) -> Result<usize, Error> {
    service.call()
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy], on_retry = |retry| noted!(told, retry.attempt))]
async fn own(service: &Service, told: &std::cell::Cell<u32>) -> Result<usize, Error> {
    service.call()
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy], on_retry = |retry| {
    assert!(retry.attempt > 0, "{}", { noted!(told, 5); retry.attempt });
    noted!(told, 1);
})]
async fn inside_of_another(service: &Service, told: &std::cell::Cell<u32>) -> Result<usize, Error> {
    service.call()
}

#[tokio::test]
async fn a_macro_that_awaits_works_in_a_hook() {
    let script = [Step::Busy, Step::Busy, Step::Done];
    let told = std::cell::Cell::new(0);
    assert_eq!(joined(&Service::new(&script), &told).await, Ok(3));
    assert_eq!(told.replace(0), 1 + 2 + 2 * 10);
    assert_eq!(selected(&Service::new(&script), &told).await, Ok(3));
    assert_eq!(told.replace(0), 1 + 2);
    assert_eq!(own(&Service::new(&script), &told).await, Ok(3));
    assert_eq!(told.replace(0), 1 + 2);
    assert_eq!(inside_of_another(&Service::new(&script), &told).await, Ok(3));
    assert_eq!(told.replace(0), 2);
}
