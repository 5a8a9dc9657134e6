//! With `within`, the last attempt has what is left of the call's time.

use std::time::Duration;

use retry_runtime::{policy, retry};
use tokio::time::{Instant, sleep};

use crate::common::limited::Error;
use crate::common::{Service, Step};

/// Proves how long each attempt lasted, in milliseconds, and the limit in the last error. Every body takes 10 s.
macro_rules! lasted {
    ($($name:ident: [$($keys:tt)+], $lasted:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry($($keys)+)]
            async fn load(service: &Service, ends: &std::sync::Mutex<Vec<Instant>>) -> Result<usize, Error> {
                let _end = End(ends);
                let outcome = service.call();
                sleep(Duration::from_secs(10)).await;
                Ok(outcome?)
            }
            let (service, ends, start) = (Service::new(&[Step::Busy; 9]), std::sync::Mutex::default(), Instant::now());
            let outcome = load(&service, &ends).await;
            let mut begins = vec![start];
            begins.extend(service.waits().iter().scan(start, |begin, wait| {
                *begin += *wait;
                Some(*begin)
            }));
            let ends = ends.into_inner().unwrap();
            let lasted: Vec<u128> = ends.iter().zip(begins).map(|(end, begin)| (*end - begin).as_millis()).collect();
            assert_eq!(lasted, $lasted);
            let Err(Error::Timeout(timeout)) = outcome else { panic!("{outcome:?}") };
            assert_eq!(Some(timeout.limit().as_millis()), lasted.last().copied());
        }
    )*};
}

/// Notes when an attempt is dropped.
struct End<'a>(&'a std::sync::Mutex<Vec<Instant>>);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.lock().unwrap().push(Instant::now());
    }
}

policy! {
    static POLICY: Error = (max = 9, backoff = fixed(1s), retryable = [Error::Timeout], within = 14s)
}

lasted! {
    the_last_attempt_has_what_is_left:
        [max = 9, backoff = fixed(1s), retryable = [Error::Timeout], within = 14s, attempt_timeout = 5s],
        [5_000, 5_000, 2_000];
    to_the_millisecond:
        [max = 9, backoff = fixed(1s), retryable = [Error::Timeout], within = "12001ms", attempt_timeout = "5s"],
        [5_000, 5_000, 1];
    an_attempt_that_would_start_at_the_limit_is_not_made:
        [max = 9, backoff = fixed(1s), retryable = [Error::Timeout], within = 12s, attempt_timeout = 5s],
        [5_000, 5_000];
    a_limit_that_is_not_reached_changes_nothing:
        [max = 2, backoff = fixed(1s), retryable = [Error::Timeout], within = 1h, attempt_timeout = 5s],
        [5_000, 5_000];
    the_first_attempt_may_be_the_last:
        [max = 9, backoff = fixed(1s), retryable = [Error::Timeout], within = 4s, attempt_timeout = 5s],
        [4_000];
    of_a_policy: [policy = POLICY, attempt_timeout = 5s], [5_000, 5_000, 2_000];
    of_a_policy_that_the_function_tightens: [policy = POLICY, within = 7s, attempt_timeout = 5s], [5_000, 1_000];
}

#[tokio::test(start_paused = true)]
async fn the_error_is_the_last_real_one_where_no_time_is_left() {
    #[retry(max = 9, backoff = fixed(1s), retryable = [Error::Busy], within = 2s, attempt_timeout = 5s)]
    async fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    assert_eq!(load(&Service::new(&[Step::Busy, Step::Busy, Step::Done])).await, Err(Error::Busy(2)));
}
