//! How often it was tried again, and how long that was waited for.

use std::time::Duration;

use retry_runtime::retry;

use crate::common::metrics::counted;
use crate::common::{Error, Service, Step};

#[tokio::test(start_paused = true)]
async fn retries_and_waits_are_counted_as_they_begin() {
    #[retry(max = 4, backoff = "exp(1500ms)", retryable = [Error::Busy], name = "load")]
    async fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let ((), lines) = counted(async {
        load(&Service::new(&[Step::Busy; 4])).await.unwrap_err();
        load(&Service::new(&[Step::Busy, Step::Done])).await.unwrap();
        load(&Service::new(&[Step::Done])).await.unwrap();
        load(&Service::new(&[Step::Gone])).await.unwrap_err();
    })
    .await;
    let expected = [
        "retry_calls_total{name=load,outcome=exhausted,retried=true} 1",
        "retry_calls_total{name=load,outcome=not_retryable,retried=false} 1",
        "retry_calls_total{name=load,outcome=recovered,retried=true} 1",
        "retry_calls_total{name=load,outcome=succeeded,retried=false} 1",
        "retry_retries_total{name=load} 4",
        "retry_wait_seconds{name=load} [1.5, 3.0, 6.0, 1.5]",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test(start_paused = true)]
async fn the_wait_counted_is_the_wait_waited() {
    #[retry(max = 5, backoff = "fixed(30s, jitter = full)", retryable = [Error::Busy], name = "load", on_retry = |retry| told.push(retry.delay))]
    async fn load(service: &Service, told: &mut Vec<Duration>) -> Result<usize, Error> {
        service.call()
    }
    let mut told = Vec::new();
    let (_, lines) = counted(load(&Service::new(&[Step::Busy; 5]), &mut told)).await;
    let told: Vec<f64> = told.iter().map(Duration::as_secs_f64).collect();
    assert_eq!(told.len(), 4);
    assert_eq!(lines[2], format!("retry_wait_seconds{{name=load}} {told:?}"));
}
