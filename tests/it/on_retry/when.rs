//! When the hook runs: after a failed attempt that is retried, before the wait, and never else.

use std::sync::Mutex;
use std::time::Duration;

use retry_runtime::{AttemptTimeout, CircuitBreaker, CircuitOpen, RetryBudget, retry};
use tokio::time::{Instant, sleep};

use crate::common::{Error, Service, Step};

/// Calls and hooks, in the order in which they came, with the time in milliseconds.
struct Log {
    start: Instant,
    lines: Mutex<Vec<String>>,
    service: Service,
}

impl Log {
    fn new(script: &[Step]) -> Self {
        Self {
            start: Instant::now(),
            lines: Mutex::default(),
            service: Service::new(script),
        }
    }

    fn add(&self, what: &str) {
        let millis = self.start.elapsed().as_millis();
        self.lines.lock().unwrap().push(format!("{millis} {what}"));
    }

    fn call(&self) -> Result<usize, Error> {
        self.add("call");
        self.service.call()
    }

    fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }
}

#[retry(max = 3, backoff = "exp(1s)", retryable = [Error::Busy], on_retry = |_| {
    log.add("hook");
    sleep(Duration::from_millis(hook)).await;
})]
async fn load(log: &Log, hook: u64) -> Result<usize, Error> {
    log.call()
}

#[tokio::test(start_paused = true)]
async fn it_runs_between_an_attempt_and_the_whole_of_its_wait() {
    let log = Log::new(&[Step::Busy, Step::Busy, Step::Done]);
    assert_eq!(load(&log, 300).await, Ok(3));
    let expected = ["0 call", "0 hook", "1300 call", "1300 hook", "3600 call"];
    assert_eq!(log.lines(), expected);
}

#[tokio::test(start_paused = true)]
async fn it_does_not_run_where_there_is_no_retry() {
    let log = Log::new(&[Step::Done]);
    assert_eq!(load(&log, 0).await, Ok(1));
    assert_eq!(log.lines(), ["0 call"]);

    let log = Log::new(&[Step::Gone]);
    assert_eq!(load(&log, 0).await, Err(Error::Gone(1)));
    assert_eq!(log.lines(), ["0 call"]);

    let log = Log::new(&[Step::Busy; 3]);
    assert_eq!(load(&log, 0).await, Err(Error::Busy(3)));
    assert_eq!(log.lines(), ["0 call", "0 hook", "1000 call", "1000 hook", "3000 call"]);
}

#[tokio::test(start_paused = true)]
async fn it_runs_also_where_the_wait_is_zero() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], on_retry = |_| log.add("hook"))]
    async fn load(log: &Log) -> Result<usize, Error> {
        log.call()
    }
    let log = Log::new(&[Step::Busy, Step::Done]);
    assert_eq!(load(&log).await, Ok(2));
    assert_eq!(log.lines(), ["0 call", "0 hook", "0 call"]);
}

#[derive(Debug, PartialEq, thiserror::Error)]
enum Limited {
    #[error("busy")]
    Busy,
    #[error(transparent)]
    Open(#[from] CircuitOpen),
    #[error(transparent)]
    Timeout(#[from] AttemptTimeout),
}

#[tokio::test(start_paused = true)]
async fn it_does_not_run_where_another_limit_refuses_the_retry() {
    #[retry(max = 3, retryable = [Limited::Busy], breaker(breaker), budget = budget, on_retry = |_| *hooks += 1)]
    async fn load(breaker: &CircuitBreaker, budget: &RetryBudget, hooks: &mut u32) -> Result<(), Limited> {
        Err(Limited::Busy)
    }
    let mut hooks = 0;
    let (closed, spent) = (CircuitBreaker::new("test"), RetryBudget::new().capacity(14));
    assert_eq!(load(&closed, &spent, &mut hooks).await, Err(Limited::Busy));
    assert_eq!(hooks, 1, "the second retry could not be paid for");

    let opens = CircuitBreaker::new("test").consecutive(1);
    let full = RetryBudget::new();
    assert_eq!(load(&opens, &full, &mut hooks).await, Err(Limited::Busy));
    assert!(matches!(load(&opens, &full, &mut hooks).await, Err(Limited::Open(_))));
    assert_eq!(hooks, 1);
    assert_eq!(full.available(), 500);
}

#[tokio::test(start_paused = true)]
async fn it_runs_after_an_attempt_that_timed_out() {
    #[retry(max = 2, retryable = [Limited::Timeout], attempt_timeout = 5s, on_retry = |retry| {
        *told = format!("{} {}", retry.attempt, retry.error);
    })]
    async fn load(told: &mut String) -> Result<(), Limited> {
        std::future::pending().await
    }
    let mut told = String::new();
    assert!(load(&mut told).await.is_err());
    assert_eq!(told, "1 attempt timed out after 5s");
}
