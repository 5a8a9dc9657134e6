//! The hook beside `within` and `cancel`.

use std::time::Duration;

use retry_runtime::retry;
use tokio::time::{Instant, sleep, sleep_until};

use crate::common::{Error, Service, Step};

retry_runtime::policy! {
    static LIMITED: Error = (max = 3, backoff = "fixed(1s)", within = "5s", retryable = [Error::Busy])
}

/// A hook may use up the time of the call: then the wait is not begun.
#[tokio::test(start_paused = true)]
async fn no_attempt_starts_too_late_because_of_a_slow_hook() {
    #[retry(max = 3, backoff = "fixed(1s)", within = "5s", retryable = [Error::Busy], on_retry = |_| sleep(hook).await)]
    async fn own(service: &Service, hook: Duration) -> Result<usize, Error> {
        service.call()
    }
    #[retry(policy = LIMITED, on_retry = |_| sleep(hook).await)]
    async fn shared(service: &Service, hook: Duration) -> Result<usize, Error> {
        service.call()
    }
    macro_rules! calls {
        ($hook:expr, $calls:expr, $millis:expr) => {
            for policy in [false, true] {
                let (service, start) = (Service::new(&[Step::Busy; 3]), Instant::now());
                let hook = Duration::from_millis($hook);
                let outcome = if policy { shared(&service, hook).await } else { own(&service, hook).await };
                assert_eq!((outcome, service.calls()), (Err(Error::Busy($calls)), $calls));
                assert_eq!(start.elapsed(), Duration::from_millis($millis));
            }
        };
    }
    // Two hooks and two waits, exactly up to the limit, and a millisecond over it.
    calls!(1_500, 3, 5_000);
    calls!(1_501, 2, 2_501 + 1_501);
    calls!(4_000, 2, 5_000);
    calls!(4_001, 1, 4_001);
}

#[retry(max = 3, backoff = "fixed(2s)", retryable = [Error::Busy], cancel = sleep_until(stop), on_retry = |_| {
    *hooks += 1;
    sleep(Duration::from_secs(1)).await;
})]
async fn cancelled(service: &Service, stop: Instant, hooks: &mut u32) -> Result<usize, Error> {
    service.call()
}

/// What is cancelled is the wait; a hook that has begun is not cut short.
#[tokio::test(start_paused = true)]
async fn a_hook_runs_to_its_end_before_a_cancelled_wait() {
    for (stop, calls, hooks, end) in [(0, 1, 1, 1_000), (500, 1, 1, 1_000), (1_500, 1, 1, 1_500), (3_200, 2, 2, 4_000)]
    {
        let (service, start) = (Service::new(&[Step::Busy; 3]), Instant::now());
        let mut ran = 0;
        let outcome = cancelled(&service, start + Duration::from_millis(stop), &mut ran).await;
        assert_eq!((outcome, service.calls(), ran), (Err(Error::Busy(calls)), calls, hooks), "{stop}");
        assert_eq!(start.elapsed(), Duration::from_millis(end), "{stop}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_hook_ends_a_call_that_could_be_cancelled_too() {
    #[retry(
        max = 3, backoff = "fixed(1s)", within = "5s", retryable = [Error::Busy],
        cancel = std::future::pending::<()>(), on_retry = |_| sleep(Duration::from_secs(3)).await,
    )]
    async fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let (service, start) = (Service::new(&[Step::Busy; 3]), Instant::now());
    assert_eq!(load(&service).await, Err(Error::Busy(2)));
    assert_eq!(start.elapsed(), Duration::from_secs(3 + 1 + 3));
}

/// A dropped call runs no further part of its hook.
#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_in_its_hook_ends_there() {
    let (service, mut hooks) = (Service::new(&[Step::Busy; 3]), 0);
    let stop = Instant::now() + Duration::from_secs(60);
    let call = cancelled(&service, stop, &mut hooks);
    assert!(tokio::time::timeout(Duration::from_millis(500), call).await.is_err());
    sleep(Duration::from_secs(60)).await;
    assert_eq!((service.calls(), hooks), (1, 1));
}

#[test]
fn a_slow_hook_of_a_blocking_function() {
    #[retry(
        max = 3, backoff = "fixed(1ms)", within = "20ms", retryable = [Error::Busy], blocking,
        on_retry = |_| std::thread::sleep(Duration::from_millis(30)),
    )]
    fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    assert_eq!(load(&Service::new(&[Step::Busy])), Err(Error::Busy(1)));
}
