//! An attempt is dropped exactly when its time is over, and the next one starts after its wait.

use std::future::pending;
use std::sync::Mutex;
use std::time::Duration;

use retry_runtime::retry;
use tokio::time::{Instant, sleep};

use crate::common::limited::Error;

/// When attempts began and when they were dropped, in milliseconds of this test.
struct Log {
    start: Instant,
    began: Mutex<Vec<u128>>,
    dropped: Mutex<Vec<u128>>,
}

/// One attempt.
struct Attempt<'a>(&'a Log);

impl Log {
    fn new() -> Self {
        Self {
            start: Instant::now(),
            began: Mutex::default(),
            dropped: Mutex::default(),
        }
    }

    fn attempt(&self) -> Attempt<'_> {
        self.began.lock().unwrap().push(self.start.elapsed().as_millis());
        Attempt(self)
    }

    /// Both lists.
    fn take(self) -> (Vec<u128>, Vec<u128>) {
        (self.began.into_inner().unwrap(), self.dropped.into_inner().unwrap())
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        self.0.dropped.lock().unwrap().push(self.0.start.elapsed().as_millis());
    }
}

#[retry(max = 3, backoff = exp(1s), retryable = [Error::Timeout], attempt_timeout = "5s")]
async fn load(log: &Log, body: Duration) -> Result<usize, Error> {
    let _attempt = log.attempt();
    sleep(body).await;
    Ok(7)
}

#[tokio::test(start_paused = true)]
async fn a_body_that_never_ends_is_dropped_each_time() {
    let log = Log::new();
    let outcome = load(&log, Duration::from_secs(3_600)).await;
    let Err(Error::Timeout(timeout)) = outcome else { panic!("{outcome:?}") };
    assert_eq!(timeout.limit(), Duration::from_secs(5));
    assert_eq!(log.start.elapsed(), Duration::from_secs(18), "no wait after the last");
    assert_eq!(log.take(), (vec![0, 6_000, 13_000], vec![5_000, 11_000, 18_000]));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_ends_in_time_is_left_alone() {
    for millis in [0, 1, 4_999, 5_000] {
        let log = Log::new();
        assert_eq!(load(&log, Duration::from_millis(millis)).await, Ok(7));
        assert_eq!(log.take(), (vec![0], vec![millis.into()]));
    }
}

#[tokio::test(start_paused = true)]
async fn a_millisecond_more_is_too_long() {
    let log = Log::new();
    assert!(matches!(load(&log, Duration::from_millis(5_001)).await, Err(Error::Timeout(_))));
    assert_eq!(log.take().1, [5_000, 11_000, 18_000]);
}

#[tokio::test(start_paused = true)]
async fn the_attempt_is_gone_before_its_error_is_looked_at() {
    #[retry(max = 3, backoff = none, retryable = [|_| log.dropped.lock().unwrap().is_empty()], attempt_timeout = 5s)]
    async fn load(log: &Log) -> Result<usize, Error> {
        let _attempt = log.attempt();
        pending().await
    }
    let log = Log::new();
    assert!(load(&log).await.is_err());
    assert_eq!(log.take(), (vec![0], vec![5_000]));
}

#[tokio::test(start_paused = true)]
async fn each_attempt_has_the_whole_time() {
    #[retry(max = 3, backoff = fixed(1s), retryable = [Error::Busy], attempt_timeout = 5s, attempt = n)]
    async fn load(log: &Log) -> Result<u32, Error> {
        let _attempt = log.attempt();
        sleep(Duration::from_secs(4)).await;
        if n.is_last() { Ok(n.number()) } else { Err(Error::Busy(0)) }
    }
    let log = Log::new();
    assert_eq!(load(&log).await, Ok(3));
    assert_eq!(log.take(), (vec![0, 5_000, 10_000], vec![4_000, 9_000, 14_000]));
}

#[tokio::test(start_paused = true)]
async fn the_wait_is_not_part_of_it() {
    #[retry(max = 2, backoff = fixed(60s), retryable = [Error::Timeout], attempt_timeout = 1ms, attempt = n)]
    async fn load() -> Result<u32, Error> {
        if n.number() == 1 { pending().await } else { Ok(n.number()) }
    }
    let start = Instant::now();
    assert_eq!(load().await, Ok(2));
    assert_eq!(start.elapsed(), Duration::from_millis(60_001));
}
