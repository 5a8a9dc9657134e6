//! The error of an attempt timeout is the function's own, and is classified like any other.

use std::error::Error as StdError;
use std::future::pending;
use std::time::Duration;

use retry_runtime::{AttemptTimeout, retry};
use tokio::time::Instant;

use crate::common::limited::Error;
use crate::common::{Service, Step};

const LIMIT: Duration = Duration::from_secs(5);

/// Proves how long a call takes whose attempts all time out after 5 s; it is classified by these keys.
macro_rules! classified {
    ($($name:ident: [$($keys:tt)+], $seconds:literal s;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(attempt_timeout = 5s, $($keys)+)]
            async fn load() -> Result<usize, Error> {
                pending().await
            }
            let start = Instant::now();
            assert!(matches!(load().await, Err(Error::Timeout(timeout)) if timeout.limit() == LIMIT));
            assert_eq!(start.elapsed(), Duration::from_secs($seconds));
        }
    )*};
}

classified! {
    named_it_is_retried: [max = 3, backoff = fixed(1s), retryable = [Error::Timeout]], 17 s;
    not_named_it_is_not: [max = 3, backoff = fixed(1s), retryable = [Error::Busy]], 5 s;
    named_it_is_not_retried: [max = 3, backoff = fixed(1s), non_retryable = [Error::Timeout]], 5 s;
    not_named_it_is: [max = 3, backoff = fixed(1s), non_retryable = [Error::Gone]], 17 s;
    on_its_own_schedule: [max = 9, retryable = [Error::Busy], on(Error::Timeout, max = 2, backoff = fixed(30s))], 40 s;
    by_both_lists:
        [max = 2, retryable = [Error::Busy, Error::Timeout], non_retryable = [Error::Gone, Error::Open]], 11 s;
    by_a_predicate: [max = 2, retryable = [|error| matches!(error, Error::Timeout(time) if time.limit() == LIMIT)]], 11 s;
    by_itself: [max = 3, classified], 18 s;
}

#[tokio::test(start_paused = true)]
async fn other_errors_of_the_body_stay_what_they_are() {
    #[retry(max = 3, backoff = fixed(1s), retryable = [Error::Busy], attempt_timeout = 5s)]
    async fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let service = Service::new(&[Step::Busy, Step::Gone]);
    assert_eq!(load(&service).await, Err(Error::Gone(2)));
    assert_eq!(service.waits(), [Duration::from_secs(1)]);
}

#[tokio::test(start_paused = true)]
async fn a_dynamic_error_holds_it() {
    #[retry(max = 2, backoff = none, retryable = [AttemptTimeout], attempt_timeout = 5s)]
    async fn anyhow() -> anyhow::Result<usize> {
        pending().await
    }
    #[retry(max = 2, backoff = none, retryable = [AttemptTimeout], attempt_timeout = 5s)]
    async fn boxed() -> Result<usize, Box<dyn StdError + Send + Sync>> {
        pending().await
    }
    let start = Instant::now();
    assert_eq!(anyhow().await.unwrap_err().downcast_ref::<AttemptTimeout>().unwrap().limit(), LIMIT);
    assert_eq!(start.elapsed(), 2 * LIMIT);
    assert_eq!(boxed().await.unwrap_err().downcast_ref::<AttemptTimeout>().unwrap().limit(), LIMIT);
    assert_eq!(start.elapsed(), 4 * LIMIT);
}

#[tokio::test(start_paused = true)]
async fn an_error_without_display_or_debug_may_hold_it() {
    struct Silent(Option<Duration>);
    impl From<AttemptTimeout> for Silent {
        fn from(timeout: AttemptTimeout) -> Self {
            Self(Some(timeout.limit()))
        }
    }
    #[retry(max = 2, backoff = none, retryable = [|error| error.0.is_none()], attempt_timeout = 5s)]
    async fn load() -> Result<usize, Silent> {
        pending().await
    }
    assert_eq!(load().await.err().unwrap().0, Some(LIMIT));
}
