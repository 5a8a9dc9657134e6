//! What a call comes to that the breaker refuses: before its first attempt, between two, and after a wait.

use std::time::Duration;

use retry_runtime::BreakerState::{Closed, Open};
use retry_runtime::{CircuitBreaker, retry};
use tokio::time::{Instant, sleep};

use crate::breaker::probes::slow;
use crate::common::limited::Error;
use crate::common::once::fail;
use crate::common::{Service, Step};

#[retry(max = 4, backoff = exp(1s), retryable = [Error::Busy], breaker(breaker))]
async fn load(breaker: &CircuitBreaker, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test(start_paused = true)]
async fn before_the_first_attempt_it_is_circuit_open_and_the_body_does_not_run() {
    let (breaker, start) = (CircuitBreaker::new("service").consecutive(1), Instant::now());
    fail(&breaker, 1).await;
    let Err(Error::Open(open)) = load(&breaker, &Service::new(&[])).await else {
        panic!()
    };
    assert_eq!((open.breaker(), open.remaining()), ("service", Some(seconds(5))));
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn between_attempts_it_is_the_last_error_without_a_wait() {
    let (breaker, start) = (CircuitBreaker::new("service").consecutive(2), Instant::now());
    let service = Service::new(&[Step::Busy; 2]);
    assert_eq!(load(&breaker, &service).await, Err(Error::Busy(2)));
    assert_eq!(service.waits(), [seconds(1)]);
    assert_eq!(start.elapsed(), seconds(1));
}

/// A breaker that opens at the first failure, for this long; the first wait is a second.
async fn after_a_wait_of_a_second(open_for: Duration) -> (Result<usize, Error>, Duration, CircuitBreaker) {
    let breaker = CircuitBreaker::new("service").consecutive(1).open_for(open_for);
    let (service, start) = (Service::new(&[Step::Busy, Step::Done]), Instant::now());
    let outcome = load(&breaker, &service).await;
    (outcome, start.elapsed(), breaker)
}

#[tokio::test(start_paused = true)]
async fn a_wait_as_long_as_it_is_open_ends_in_a_probe() {
    let (outcome, took, breaker) = after_a_wait_of_a_second(seconds(1)).await;
    assert_eq!((outcome, took, breaker.state()), (Ok(2), seconds(1), Closed));
}

#[tokio::test(start_paused = true)]
async fn a_wait_shorter_by_a_millisecond_is_not_begun() {
    let (outcome, took, breaker) = after_a_wait_of_a_second(Duration::from_millis(1_001)).await;
    assert_eq!((outcome, took, breaker.state()), (Err(Error::Busy(1)), Duration::ZERO, Open));
}

#[tokio::test(start_paused = true)]
async fn forced_open_no_wait_is_long_enough() {
    #[retry(max = 3, backoff = fixed(20min), retryable = [|error| open(error)], breaker(breaker))]
    async fn load(breaker: &CircuitBreaker, open: impl Fn(&Error) -> bool) -> Result<usize, Error> {
        Err(Error::Busy(7))
    }
    let (breaker, start) = (CircuitBreaker::new("service"), Instant::now());
    let open = |_: &Error| {
        breaker.force_open();
        true
    };
    assert_eq!(load(&breaker, open).await, Err(Error::Busy(7)));
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn opened_by_another_call_in_the_wait_it_is_circuit_open_after_the_wait() {
    let breaker = CircuitBreaker::new("service").consecutive(2);
    let (service, start) = (Service::new(&[Step::Busy]), Instant::now());
    let other = async {
        sleep(Duration::from_millis(400)).await;
        fail(&breaker, 1).await;
    };
    let (outcome, ()) = tokio::join!(load(&breaker, &service), other);
    let Err(Error::Open(open)) = outcome else { panic!("{outcome:?}") };
    assert_eq!(open.remaining(), Some(Duration::from_millis(4_400)));
    assert_eq!((start.elapsed(), service.calls()), (seconds(1), 1));
}

#[tokio::test(start_paused = true)]
async fn closed_again_by_the_end_of_the_wait_it_goes_on() {
    let breaker = CircuitBreaker::new("service").consecutive(2);
    let service = Service::new(&[Step::Busy, Step::Done]);
    let others = async {
        sleep(Duration::from_millis(400)).await;
        fail(&breaker, 1).await;
        sleep(Duration::from_millis(400)).await;
        breaker.reset();
    };
    let (outcome, ()) = tokio::join!(load(&breaker, &service), others);
    assert_eq!(outcome, Ok(2));
}

#[tokio::test(start_paused = true)]
async fn where_another_call_probes_at_the_end_of_the_wait_it_is_circuit_open() {
    let breaker = CircuitBreaker::new("service").consecutive(1).open_for(Duration::from_millis(700));
    let (service, probe) = (Service::new(&[Step::Busy]), Service::new(&[Step::Done]));
    let other = async {
        sleep(Duration::from_millis(700)).await;
        slow(&breaker, &probe).await
    };
    let (outcome, probed) = tokio::join!(load(&breaker, &service), other);
    assert!(matches!(outcome, Err(Error::Open(_))), "{outcome:?}");
    assert_eq!((probed, service.calls(), breaker.state()), (Ok(1), 1, Closed));
}
