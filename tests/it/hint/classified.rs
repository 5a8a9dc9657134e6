//! `hint(cap = ..)` asks the error itself, through `Classify::retry_after`.

use std::time::Duration;

use retry_runtime::{Class, Classify, retry};

use crate::common::script::Script;
use crate::hint::millis;

#[derive(Debug, Clone, PartialEq, Eq, Classify)]
enum ApiError {
    #[transient(after = retry_delay)]
    Throttled { retry_delay: Option<Duration> },
    #[transient]
    Busy,
    #[delegate]
    Store(StoreError),
    #[permanent]
    Gone,
}

/// Permanent, and says a time all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
struct StoreError(Duration);

impl Classify for StoreError {
    fn class(&self) -> Class {
        Class::Permanent
    }

    fn retry_after(&self) -> Option<Duration> {
        Some(self.0)
    }
}

const fn throttled(millis: u64) -> ApiError {
    ApiError::Throttled { retry_delay: Some(Duration::from_millis(millis)) }
}

#[retry(max = 5, backoff = "exp(1s)", classified, hint(cap = 60s))]
async fn load(script: &Script<ApiError>) -> Result<usize, ApiError> {
    script.call()
}

#[tokio::test(start_paused = true)]
async fn the_error_says_how_long() {
    let none = ApiError::Throttled { retry_delay: None };
    let script = Script::new([throttled(45_800), none, throttled(0), ApiError::Busy]);
    assert_eq!((load(&script).await, script.waits()), (Ok(5), millis([45_800, 2_000, 4_000, 8_000])));
}

#[tokio::test(start_paused = true)]
async fn the_cap_holds_for_it_too() {
    let script = Script::new([throttled(60_000), throttled(60_001)]);
    assert_eq!((load(&script).await, script.waits()), (Err(throttled(60_001)), millis([60_000])));
}

#[tokio::test(start_paused = true)]
async fn a_permanent_error_is_not_asked() {
    for error in [ApiError::Gone, ApiError::Store(StoreError(Duration::from_secs(1)))] {
        let script = Script::new([error.clone()]);
        assert_eq!((load(&script).await, script.calls()), (Err(error), 1));
    }
}

/// The list makes it retryable, and then it says how long.
#[tokio::test(start_paused = true)]
async fn an_error_that_a_list_retries_is_asked() {
    #[retry(max = 3, classified, retryable = [ApiError::Store], hint(cap = 60s))]
    async fn load(script: &Script<ApiError>) -> Result<usize, ApiError> {
        script.call()
    }
    let script = Script::new([ApiError::Store(StoreError(Duration::from_secs(7))), throttled(3_000)]);
    assert_eq!((load(&script).await, script.waits()), (Ok(3), millis([7_000, 3_000])));
}

#[tokio::test(start_paused = true)]
async fn without_the_key_what_it_says_is_not_heeded() {
    #[retry(max = 3, classified)]
    async fn load(script: &Script<ApiError>) -> Result<usize, ApiError> {
        script.call()
    }
    let script = Script::new([throttled(7_000), throttled(86_400_000)]);
    assert_eq!((load(&script).await, script.waits()), (Ok(3), millis([1_000, 2_000])));
}

#[tokio::test(start_paused = true)]
async fn a_function_may_be_asked_instead_of_the_error() {
    #[retry(max = 3, classified, hint(|_| Some(Duration::from_secs(5)), cap = 60s))]
    async fn load(script: &Script<ApiError>) -> Result<usize, ApiError> {
        script.call()
    }
    let script = Script::new([throttled(7_000), ApiError::Busy]);
    assert_eq!((load(&script).await, script.waits()), (Ok(3), millis([5_000, 5_000])));
}

#[tokio::test(start_paused = true)]
async fn inside_of_an_on() {
    #[retry(max = 4, classified, on(ApiError::Throttled, backoff = "fixed(10s)", hint(cap = 60s)))]
    async fn load(script: &Script<ApiError>) -> Result<usize, ApiError> {
        script.call()
    }
    let script = Script::new([throttled(7_000), throttled(0), ApiError::Busy]);
    assert_eq!((load(&script).await, script.waits()), (Ok(4), millis([7_000, 10_000, 1_000])));
}
