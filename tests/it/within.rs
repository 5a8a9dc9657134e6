//! The time limit of a call: no attempt starts after it, and no wait begins that would pass it.

use std::time::Duration;

use crate::common::{Error, Service, Step};
use retry_runtime::retry;
use tokio::time::{Instant, sleep};

/// Proves when the calls of a failing service start, and when the function returns, all in milliseconds. Every body
/// takes `body`.
macro_rules! within {
    ($($name:ident: [$($keys:tt)+], body $body:literal, waits $waits:expr, returns at $end:literal;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(max = 6, retryable = [Error::Busy], $($keys)+)]
            async fn load(service: &Service) -> Result<usize, Error> {
                let outcome = service.call();
                sleep(Duration::from_millis($body)).await;
                outcome
            }
            let start = Instant::now();
            let service = Service::new(&[Step::Busy; 7]);
            let waits: Vec<Duration> = $waits.into_iter().map(Duration::from_millis).collect();
            assert_eq!(load(&service).await, Err(Error::Busy(waits.len() + 1)));
            assert_eq!(service.waits(), waits);
            assert_eq!(start.elapsed(), Duration::from_millis($end));
        }
    )*};
}

within! {
    an_attempt_may_start_at_the_limit:
        [backoff = exp(1s), within = "3s"], body 0, waits [1_000, 2_000], returns at 3_000;
    a_wait_that_would_pass_by_a_millisecond_is_not_begun:
        [backoff = exp(1s), within = "2999ms"], body 0, waits [1_000], returns at 1_000;
    a_millisecond_more_changes_nothing:
        [backoff = exp(1s), within = "3001ms"], body 0, waits [1_000, 2_000], returns at 3_000;
    the_count_still_limits:
        [backoff = fixed(1s), within = "1h"], body 0, waits [1_000; 5], returns at 5_000;
    a_slow_body_eats_the_time:
        [backoff = fixed(1s), within = 3s], body 700, waits [1_700], returns at 2_400;
    a_slow_body_to_the_millisecond:
        [backoff = fixed(1s), within = 3s], body 500, waits [1_500, 1_500], returns at 3_500;
    a_slow_body_and_one_millisecond_over:
        [backoff = fixed(1s), within = 3s], body 501, waits [1_501], returns at 2_002;
    the_first_body_may_use_up_all_of_it:
        [backoff = fixed(1s), within = 3s], body 10_000, waits [], returns at 10_000;
    without_waits_a_body_may_start_at_the_limit:
        [backoff = none, within = 2s], body 1_000, waits [1_000, 1_000], returns at 3_000;
    without_waits_none_starts_after_it:
        [backoff = none, within = "1999ms"], body 1_000, waits [1_000], returns at 2_000;
    without_waits_or_work_only_the_count_limits:
        [backoff = none, within = 1ms], body 0, waits [0; 5], returns at 0;
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_has_started_is_not_cut_short() {
    #[retry(max = 3, backoff = fixed(1s), within = 2s, retryable = [Error::Busy])]
    async fn load(service: &Service) -> Result<usize, Error> {
        let outcome = service.call();
        sleep(Duration::from_secs(if outcome.is_ok() { 60 } else { 0 })).await;
        outcome
    }
    let start = Instant::now();
    let service = Service::new(&[Step::Busy, Step::Done]);
    assert_eq!(load(&service).await, Ok(2));
    assert_eq!(start.elapsed(), Duration::from_secs(61));
}

#[tokio::test(start_paused = true)]
async fn each_call_has_the_whole_time() {
    #[retry(max = 4, backoff = fixed(1s), within = 2s, retryable = [Error::Busy])]
    async fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    for _ in 0..3 {
        let service = Service::new(&[Step::Busy; 4]);
        assert_eq!(load(&service).await, Err(Error::Busy(3)));
    }
}

#[tokio::test(start_paused = true)]
async fn the_time_runs_from_the_first_poll() {
    #[retry(max = 3, backoff = fixed(1s), within = 2s, retryable = [Error::Busy])]
    async fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let service = Service::new(&[Step::Busy; 3]);
    let call = load(&service);
    sleep(Duration::from_secs(60)).await;
    assert_eq!(call.await, Err(Error::Busy(3)));
}

#[tokio::test(start_paused = true)]
async fn drawn_waits_do_not_pass_it_either() {
    #[retry(max = 100, backoff = fixed(1s, jitter = full), within = 3s, retryable = [Error::Busy])]
    async fn full(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    #[retry(max = 100, backoff = exp(300ms, max = 1s, jitter = decorrelated), within = 3s, retryable = [Error::Busy])]
    async fn decorrelated(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    for _ in 0..100 {
        let services = [Service::new(&[Step::Busy; 100]), Service::new(&[Step::Busy; 100])];
        assert!(full(&services[0]).await.is_err());
        assert!(decorrelated(&services[1]).await.is_err());
        for service in &services {
            let last: Duration = service.waits().iter().sum();
            assert!(service.calls() < 100, "the limit is the time, not the count");
            // The next wait is a second at the most: the calls go on while there is time.
            assert!((Duration::from_secs(2)..=Duration::from_secs(3)).contains(&last), "{last:?}");
        }
    }
}
