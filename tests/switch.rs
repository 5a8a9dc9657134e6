//! `set_mode`: without waits, or without retries, for the whole process.
//!
//! A binary of its own: the mode is that of the process, and changes what every other test waits for.

mod common;

use std::time::Duration;

use common::events::events;
use common::limited::Error;
use common::{Service, Step};
use retry_runtime::BreakerState::{Closed, Open};
use retry_runtime::{CircuitBreaker, Mode, RetryBudget, retry, set_mode};
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::{Instant, sleep};

/// The mode is one for all tests of this binary.
static MODE: Mutex<()> = Mutex::const_new(());

/// A mode for one test; afterwards it is `Normal` again.
struct Set(#[expect(dead_code, reason = "held until the mode is set back")] MutexGuard<'static, ()>);

impl Set {
    async fn to(mode: Mode) -> Self {
        let guard = MODE.lock().await;
        set_mode(mode);
        Self(guard)
    }
}

impl Drop for Set {
    fn drop(&mut self) {
        set_mode(Mode::Normal);
    }
}

#[retry(max = 3, backoff = exp(1s), retryable = [Error::Busy], name = "load")]
async fn load(service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

/// What a call comes to, and how long it takes.
async fn timed(service: &Service) -> (Result<usize, Error>, Duration) {
    let start = Instant::now();
    (load(service).await, start.elapsed())
}

const NO_TIME: Duration = Duration::ZERO;

fn of(attempt: u32) -> String {
    format!("retry.name=\"load\" retry.attempt={attempt} retry.max=3")
}

const BUSY: &str = "retry.rule=\"Error::Busy\" error=\"busy\"";

#[tokio::test(start_paused = true)]
async fn normal_is_as_the_attribute_says() {
    let _set = Set::to(Mode::Off).await;
    set_mode(Mode::Normal);
    assert_eq!(
        timed(&Service::new(&[Step::Busy; 3])).await,
        (Err(Error::Busy(3)), Duration::from_secs(3))
    );
}

#[tokio::test(start_paused = true)]
async fn without_waits_the_attempts_are_the_same() {
    let _set = Set::to(Mode::NoWaits).await;
    assert_eq!(timed(&Service::new(&[Step::Busy; 3])).await, (Err(Error::Busy(3)), NO_TIME));
    assert_eq!(timed(&Service::new(&[Step::Busy, Step::Done])).await, (Ok(2), NO_TIME));
    assert_eq!(timed(&Service::new(&[Step::Busy, Step::Gone])).await, (Err(Error::Gone(2)), NO_TIME));
    let (_, lines) = events(load(&Service::new(&[Step::Busy, Step::Done]))).await;
    let retrying = format!("WARN retry \"attempt failed, retrying\" {} retry.delay_ms=0 {BUSY}", of(1));
    assert_eq!(lines, [retrying, format!("INFO retry \"recovered\" {}", of(2))]);
}

#[tokio::test(start_paused = true)]
async fn off_there_is_one_attempt() {
    let _set = Set::to(Mode::Off).await;
    assert_eq!(timed(&Service::new(&[Step::Busy])).await, (Err(Error::Busy(1)), NO_TIME));
    assert_eq!(timed(&Service::new(&[Step::Done])).await, (Ok(1), NO_TIME));
    let (_, lines) = events(load(&Service::new(&[Step::Busy]))).await;
    assert_eq!(
        lines,
        [format!("ERROR retry \"gave up\" {} retry.outcome=\"switched_off\" {BUSY}", of(1))]
    );
    let (_, lines) = events(load(&Service::new(&[Step::Gone]))).await;
    assert!(lines[0].contains("retry.outcome=\"not_retryable\""), "as ever: {lines:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_under_way_follows_at_its_next_failure() {
    for (mode, calls, end) in [(Mode::Off, 2, 1), (Mode::NoWaits, 3, 1), (Mode::Normal, 3, 3)] {
        let set = Set::to(Mode::Normal).await;
        let (service, start) = (Service::new(&[Step::Busy; 3]), Instant::now());
        let switch = async {
            sleep(Duration::from_millis(500)).await;
            set_mode(mode);
        };
        let (outcome, ()) = tokio::join!(load(&service), switch);
        assert_eq!(
            (outcome, start.elapsed()),
            (Err(Error::Busy(calls)), Duration::from_secs(end)),
            "{mode:?}"
        );
        drop(set);
    }
}

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(start_paused = true)]
async fn hints_and_jitter_are_not_waited_for_either() {
    #[retry(max = 3, backoff = fixed(9s, jitter = full), retryable = [Error::Busy], hint(|_| Some(MINUTE), cap = 1min))]
    async fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let _set = Set::to(Mode::NoWaits).await;
    let start = Instant::now();
    assert_eq!(load(&Service::new(&[Step::Busy; 3])).await, Err(Error::Busy(3)));
    assert_eq!(start.elapsed(), NO_TIME);
}

#[tokio::test(start_paused = true)]
async fn a_blocking_function_does_not_sleep() {
    #[retry(max = 3, backoff = fixed(1s), retryable = [Error::Busy], blocking, name = "load")]
    fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let _set = Set::to(Mode::NoWaits).await;
    let (outcome, lines) = events(async { load(&Service::new(&[Step::Busy; 3])) }).await;
    assert_eq!(outcome, Err(Error::Busy(3)));
    let retrying = |attempt| format!("WARN retry \"attempt failed, retrying\" {} retry.delay_ms=0 {BUSY}", of(attempt));
    assert_eq!(lines[..2], [retrying(1), retrying(2)]);
    set_mode(Mode::Off);
    assert_eq!(load(&Service::new(&[Step::Busy])), Err(Error::Busy(1)));
}

/// A limit has the same say in every mode; what is not retried costs no token.
#[cfg(feature = "metrics")]
#[tokio::test(start_paused = true)]
async fn a_call_that_would_have_been_retried_is_counted_as_switched_off() {
    let _set = Set::to(Mode::Off).await;
    for script in [Step::Busy, Step::Gone, Step::Done] {
        let service = Service::new(&[script]);
        let ((_, calls), _) = events(common::metrics::calls(load(&service))).await;
        let ending = match script {
            Step::Busy => "switched_off",
            Step::Gone => "not_retryable",
            Step::Done => "succeeded",
        };
        assert_eq!(calls, [format!("outcome={ending},retried=false}} 1")]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_hook_runs_where_there_is_a_retry() {
    #[retry(max = 2, retryable = [Error::Busy], on_retry = |retry| delays.push(retry.delay))]
    async fn load(delays: &mut Vec<Duration>) -> Result<usize, Error> {
        Err(Error::Busy(0))
    }
    let mut delays = Vec::new();
    {
        let _set = Set::to(Mode::NoWaits).await;
        events(load(&mut delays)).await.0.unwrap_err();
        set_mode(Mode::Off);
        events(load(&mut delays)).await.0.unwrap_err();
    }
    assert_eq!(delays, [Duration::ZERO]);
}

#[tokio::test(start_paused = true)]
async fn the_other_limits_stay() {
    #[retry(max = 3, backoff = fixed(1s), retryable = [Error::Busy], breaker(breaker), budget = budget)]
    async fn load(breaker: &CircuitBreaker, budget: &RetryBudget, service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let _set = Set::to(Mode::Off).await;
    let (breaker, budget) = (CircuitBreaker::new("service").consecutive(2), RetryBudget::new());
    let call = async |calls| load(&breaker, &budget, &Service::new(&vec![Step::Busy; calls])).await;
    assert_eq!(call(1).await, Err(Error::Busy(1)));
    assert_eq!((breaker.state(), budget.available()), (Closed, 500));
    assert_eq!(call(1).await, Err(Error::Busy(1)));
    assert_eq!((breaker.state(), budget.available()), (Open, 500));
    assert!(matches!(call(0).await, Err(Error::Open(_))));
    set_mode(Mode::NoWaits);
    breaker.reset();
    assert_eq!(call(2).await, Err(Error::Busy(2)), "no wait is as long as it is open");
    assert_eq!(budget.available(), 486);
}
