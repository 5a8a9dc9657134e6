//! `retry.max` is the limit in force, by which the call goes on or ends.

use std::time::Duration;

use retry_runtime::{CircuitBreaker, retry, tighten};
use tokio::time::sleep;

use crate::common::events::events;
use crate::common::limited::Error;
use crate::common::{Service, Step};

const RULE: &str = "retry.rule=\"Error::Busy\" error=\"busy\"";

#[tokio::test(start_paused = true)]
async fn every_event_of_a_call_has_it() {
    #[retry(max = 4, backoff = fixed(1s), retryable = [Error::Busy], name = "tightened.call")]
    async fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let of = |attempt| format!("retry.name=\"tightened.call\" retry.attempt={attempt} retry.max=2");
    let retrying = format!("WARN retry \"attempt failed, retrying\" {} retry.delay_ms=1000 {RULE}", of(1));
    tighten("tightened.call", 2).unwrap();

    let (_, lines) = events(load(&Service::new(&[Step::Busy; 2]))).await;
    let gave_up = format!("ERROR retry::gave_up \"gave up\" {} retry.outcome=\"exhausted\" {RULE}", of(2));
    assert_eq!(lines, [retrying.clone(), gave_up]);

    let (_, lines) = events(load(&Service::new(&[Step::Busy, Step::Done]))).await;
    assert_eq!(lines, [retrying, format!("INFO retry \"recovered\" {}", of(2))]);

    let (_, lines) = events(load(&Service::new(&[Step::Gone]))).await;
    let outcome = "retry.outcome=\"not_retryable\" retry.rule=\"not in `retryable`\" error=\"gone\"";
    assert_eq!(lines, [format!("WARN retry::not_retryable \"gave up\" {} {outcome}", of(1))]);
}

#[tokio::test(start_paused = true)]
async fn so_has_the_event_of_a_refusal() {
    #[retry(max = 4, backoff = none, retryable = [Error::Busy], breaker(breaker), name = "tightened.refused")]
    async fn load(breaker: &CircuitBreaker) -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    tighten("tightened.refused", 3).unwrap();
    let breaker = CircuitBreaker::new("service");
    breaker.force_open();
    let (_, lines) = events(load(&breaker)).await;
    let of = "retry.name=\"tightened.refused\" retry.attempt=1 retry.max=3";
    let outcome = "retry.outcome=\"breaker_open\" retry.breaker=\"service\"";
    assert_eq!(lines, [format!("ERROR retry::gave_up \"gave up\" {of} {outcome}")]);
}

#[tokio::test(start_paused = true)]
async fn a_call_under_way_tells_the_limit_of_each_failure() {
    #[retry(max = 5, backoff = fixed(1s), retryable = [Error::Busy], name = "tightened.under_way")]
    async fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let of = |attempt, max| format!("retry.name=\"tightened.under_way\" retry.attempt={attempt} retry.max={max}");
    let retrying = |attempt, max| {
        format!("WARN retry \"attempt failed, retrying\" {} retry.delay_ms=1000 {RULE}", of(attempt, max))
    };
    let tightened = async |script: &[Step]| {
        tighten("tightened.under_way", 5).unwrap();
        let service = Service::new(script);
        let change = async {
            for limit in [4, 2] {
                sleep(Duration::from_millis(800)).await;
                tighten("tightened.under_way", limit).unwrap();
            }
        };
        events(async { tokio::join!(load(&service), change) }).await.1
    };
    let gave_up = format!("ERROR retry::gave_up \"gave up\" {} retry.outcome=\"exhausted\" {RULE}", of(3, 2));
    assert_eq!(tightened(&[Step::Busy; 3]).await, [retrying(1, 5), retrying(2, 4), gave_up]);

    let recovered = format!("INFO retry \"recovered\" {}", of(3, 2));
    assert_eq!(
        tightened(&[Step::Busy, Step::Busy, Step::Done]).await,
        [retrying(1, 5), retrying(2, 4), recovered]
    );
}
