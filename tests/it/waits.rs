//! The waits of every backoff, exact on a paused clock, in both of its spellings.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::common::{Error, Service, Step};
use retry_runtime::retry;

/// Proves that `[bare]` and `"string"` both wait these milliseconds, and no others.
macro_rules! waits {
    ($($name:ident: $max:literal, [$($bare:tt)+], $string:literal, $expected:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(max = $max, backoff = $($bare)+, retryable = [Error::Busy])]
            async fn bare(service: &Service) -> Result<usize, Error> {
                service.call()
            }
            #[retry(max = $max, backoff = $string, retryable = [Error::Busy])]
            async fn string(service: &Service) -> Result<usize, Error> {
                service.call()
            }
            let services = [Service::new(&[Step::Busy; $max]), Service::new(&[Step::Busy; $max])];
            assert_eq!(bare(&services[0]).await, Err(Error::Busy($max)));
            assert_eq!(string(&services[1]).await, Err(Error::Busy($max)));
            let expected: Vec<Duration> = $expected.into_iter().map(Duration::from_millis).collect();
            assert_eq!(services.map(|service| service.waits()), [expected.clone(), expected]);
        }
    )*};
}

waits! {
    exp: 3, [exp(1s)], "exp(1s)", [1_000, 2_000];
    exp_doubles: 7, [exp(250ms)], "exp(250ms)", [250, 500, 1_000, 2_000, 4_000, 8_000];
    exp_with_a_factor: 5, [exp(100ms, factor = 3)], "exp(100ms, factor = 3)", [100, 300, 900, 2_700];
    exp_with_a_factor_of_one_and_a_half: 4, [exp(1s, factor = 1.5)], "exp(1s, factor = 1.5)", [1_000, 1_500, 2_250];
    exp_with_a_cap: 6, [exp(1s, max = 5s)], "exp(1s, max = 5s)", [1_000, 2_000, 4_000, 5_000, 5_000];
    exp_with_a_cap_that_is_met: 5, [exp(1s, max = 4s)], "exp(1s, max = 4s)", [1_000, 2_000, 4_000, 4_000];
    exp_with_all_of_it: 5, [exp(1s, max = 20s, factor = 10)], "exp(1s, max = 20s, factor = 10)",
        [1_000, 10_000, 20_000, 20_000];
    fixed: 4, [fixed(500ms)], "fixed(500ms)", [500, 500, 500];
    linear: 5, [linear(1s)], "linear(1s)", [1_000, 2_000, 3_000, 4_000];
    linear_with_a_cap: 5, [linear(2s, max = 5s)], "linear(2s, max = 5s)", [2_000, 4_000, 5_000, 5_000];
    fib: 8, [fib(1s)], "fib(1s)", [1_000, 1_000, 2_000, 3_000, 5_000, 8_000, 13_000];
    fib_with_a_cap: 7, [fib(1s, max = 4s)], "fib(1s, max = 4s)", [1_000, 1_000, 2_000, 3_000, 4_000, 4_000];
    list: 4, [list(1s, 5s, 30s)], "list(1s, 5s, 30s)", [1_000, 5_000, 30_000];
    list_that_shrinks: 3, [list(2min, 10ms)], "list(2min, 10ms)", [120_000, 10];
    none: 4, [none], "none", [0, 0, 0];
    decimals: 3, [linear(1.5s)], "linear(1.5s)", [1_500, 3_000];
    decimals_in_minutes: 2, [fixed(0.5min)], "fixed(0.5min)", [30_000];
    an_hour: 2, [fixed(1h)], "fixed(1h)", [3_600_000];
    // The timer of tokio counts in milliseconds.
    microseconds_round_up: 3, [exp(1500us)], "exp(1500us)", [2, 3];
}

#[retry(max = 3, retryable = [Error::Busy])]
async fn by_default(service: &Service) -> Result<usize, Error> {
    service.call()
}

#[tokio::test(start_paused = true)]
async fn the_default_is_exp_of_one_second() {
    let service = Service::new(&[Step::Busy; 3]);
    assert_eq!(by_default(&service).await, Err(Error::Busy(3)));
    assert_eq!(service.waits(), [1, 2].map(Duration::from_secs));
}

#[tokio::test(start_paused = true)]
async fn nothing_is_waited_for_before_the_first_attempt_or_after_the_last() {
    let start = tokio::time::Instant::now();
    let service = Service::new(&[Step::Busy; 3]);
    assert_eq!(by_default(&service).await, Err(Error::Busy(3)));
    assert_eq!(start.elapsed(), service.waits().iter().sum());
}

#[test]
fn a_wait_of_zero_needs_no_timer_and_no_second_poll() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let service = Service::new(&[Step::Busy, Step::Busy, Step::Done]);
    // Outside a runtime: a timer would panic, a wait would be pending.
    let poll = pin!(load(&service)).poll(&mut Context::from_waker(Waker::noop()));
    assert_eq!(poll, Poll::Ready(Ok(3)));
}
