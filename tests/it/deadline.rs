//! `deadline`: a point in time that comes from outside, and can only tighten what the source says.

use std::time::Duration;

use crate::common::{Error, Service, Step};
use retry_runtime::retry;
use tokio::time::{Instant, sleep};

const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn busy() -> Service {
    Service::new(&[Step::Busy; 7])
}

#[retry(max = 6, backoff = exp(1s), deadline = end, retryable = [Error::Busy])]
async fn alone(service: &Service, end: Option<Instant>) -> Result<usize, Error> {
    service.call()
}

#[retry(max = 6, backoff = exp(1s), within = 7s, deadline = end, retryable = [Error::Busy])]
async fn beside_within(service: &Service, end: Instant) -> Result<usize, Error> {
    service.call()
}

#[tokio::test(start_paused = true)]
async fn no_attempt_starts_after_it() {
    for (end, attempts, took) in [(3_000, 3, 3_000), (2_999, 2, 1_000), (0, 1, 0)] {
        let (start, service) = (Instant::now(), busy());
        assert_eq!(alone(&service, Some(start + ms(end))).await, Err(Error::Busy(attempts)), "{end}");
        assert_eq!(start.elapsed(), ms(took), "{end}");
    }
}

#[tokio::test(start_paused = true)]
async fn none_limits_nothing() {
    let (start, service) = (Instant::now(), busy());
    assert_eq!(alone(&service, None).await, Err(Error::Busy(6)));
    assert_eq!(start.elapsed(), ms(31_000));
}

#[tokio::test(start_paused = true)]
async fn the_earlier_of_two_limits_counts() {
    for (end, attempts) in [(3_000, 3), (7_000, 4), (3_600_000, 4)] {
        let service = busy();
        let end = Instant::now() + ms(end);
        assert_eq!(beside_within(&service, end).await, Err(Error::Busy(attempts)), "{end:?}");
    }
}

/// A call makes at least one attempt: it is cheap to ask, and the caller learns the real error.
#[tokio::test(start_paused = true)]
async fn the_first_attempt_starts_after_it_too() {
    sleep(ms(1_000)).await;
    let service = Service::new(&[Step::Done]);
    assert_eq!(alone(&service, Some(Instant::now() - ms(500))).await, Ok(1));
    let service = busy();
    assert_eq!(alone(&service, Some(Instant::now() - ms(500))).await, Err(Error::Busy(1)));
}

/// Fails with what it was given as the time of its attempt.
#[retry(
    max = 3,
    backoff = fixed(1s),
    attempt_timeout(2s, error = |timeout| format!("{:?}", timeout.limit())),
    deadline = end,
    retryable = [|error: &String| error != "gone"],
)]
async fn slow(took: Duration, end: Instant) -> Result<(), String> {
    sleep(took).await;
    Err("busy".to_owned())
}

#[tokio::test(start_paused = true)]
async fn it_cuts_an_attempt_that_has_a_time() {
    let start = Instant::now();
    assert_eq!(slow(ms(60_000), start + ms(3_500)).await, Err("500ms".to_owned()));
    assert_eq!(start.elapsed(), ms(3_500), "2 s, a wait of 1 s, and what was left");
    let start = Instant::now();
    assert_eq!(slow(ms(60_000), start).await, Err("0ns".to_owned()), "the body is not started");
    assert_eq!(start.elapsed(), ms(0));
}

retry_runtime::policy! {
    static SHARED: Error = (max = 6, backoff = exp(1s), within = 7s, retryable = [Error::Busy]);
    static ENDLESS: Error = (max = 6, backoff = exp(1s), retryable = [Error::Busy]);
}

#[tokio::test(start_paused = true)]
async fn it_tightens_a_policy() {
    #[retry(policy = SHARED, deadline = end)]
    async fn shared(service: &Service, end: Instant) -> Result<usize, Error> {
        service.call()
    }
    #[retry(policy = ENDLESS, deadline = end)]
    async fn endless(service: &Service, end: Instant) -> Result<usize, Error> {
        service.call()
    }
    let later = |seconds| Instant::now() + Duration::from_secs(seconds);
    assert_eq!(shared(&busy(), later(3)).await, Err(Error::Busy(3)));
    assert_eq!(shared(&busy(), later(60)).await, Err(Error::Busy(4)));
    assert_eq!(endless(&busy(), later(3)).await, Err(Error::Busy(3)));
    assert_eq!(endless(&busy(), later(60)).await, Err(Error::Busy(6)));
}

/// The value is an expression as any other of the attribute: it sees parameters and what `once` binds, and is read once.
#[tokio::test(start_paused = true)]
async fn it_is_read_once() {
    #[retry(max = 3, backoff = fixed(1s), once(started = Instant::now()), deadline = started + allowed(&mut asked), retryable = [String::is_empty])]
    async fn load(mut asked: u32, last: &std::cell::Cell<u32>) -> Result<(), String> {
        last.set(asked);
        Err(String::new())
    }
    fn allowed(asked: &mut u32) -> Duration {
        *asked += 1;
        ms(1_000)
    }
    let (start, last) = (Instant::now(), std::cell::Cell::new(0));
    assert!(load(0, &last).await.is_err());
    assert_eq!((last.get(), start.elapsed()), (1, ms(1_000)));
}

#[test]
fn a_blocking_function() {
    #[retry(max = 3, backoff = fixed(10min), deadline = end, blocking, retryable = [Error::Busy])]
    fn load(service: &Service, end: Instant) -> Result<usize, Error> {
        service.call()
    }
    assert_eq!(load(&busy(), Instant::now()), Err(Error::Busy(1)));
}

/// What is left at the start of each of three attempts, in milliseconds.
macro_rules! time_left {
    (|$end:ident| $($name:ident: [$($keys:tt)+] => $left:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry($($keys)+, attempt = n)]
            async fn load(seen: &mut Vec<Option<u128>>, $end: Instant) -> Result<(), String> {
                let _ = $end;
                seen.push(n.time_left().map(|left| left.as_millis()));
                sleep(ms(500)).await;
                Err(String::new())
            }
            let mut seen = Vec::new();
            assert!(load(&mut seen, Instant::now() + ms(4_000)).await.is_err());
            assert_eq!(seen, $left);
        }
    )*};
}

time_left! {
    |end|
    of_nothing: [max = 3, backoff = fixed(1s), retryable = [String::is_empty]] => [None; 3];
    of_no_deadline: [max = 3, backoff = fixed(1s), deadline = None, retryable = [String::is_empty]] => [None; 3];
    of_within: [max = 3, backoff = fixed(1s), within = 5s, retryable = [String::is_empty]]
        => [Some(5_000), Some(3_500), Some(2_000)];
    of_a_deadline: [max = 3, backoff = fixed(1s), within = 5s, deadline = end, retryable = [String::is_empty]]
        => [Some(4_000), Some(2_500), Some(1_000)];
    of_an_attempt:
        [
            max = 3,
            backoff = fixed(1s),
            deadline = end,
            attempt_timeout(2s, error = |timeout| timeout.to_string()),
            retryable = [String::is_empty]
        ]
        => [Some(2_000), Some(2_000), Some(1_000)];
    of_a_policy: [policy = LIMITS, retryable = [String::is_empty]] => [None; 3];
    of_a_policy_and_a_deadline: [policy = LIMITS, deadline = end, retryable = [String::is_empty]]
        => [Some(4_000), Some(2_500), Some(1_000)];
    of_a_policy_with_times: [policy = TIMED] => [Some(2_000), Some(2_000), Some(1_500)];
    of_a_policy_with_times_that_is_tightened: [policy = TIMED, within = 4s] => [Some(2_000), Some(2_000), Some(1_000)];
}

retry_runtime::policy! {
    static LIMITS = (max = 3, backoff = fixed(1s));
    static TIMED: String = (
        max = 3,
        backoff = fixed(1s),
        within = 4500ms,
        attempt_timeout(2s, error = |timeout| timeout.to_string()),
        retryable = [String::is_empty],
    );
}
