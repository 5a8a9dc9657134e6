//! Calls whose end nobody sees: dropped futures and panics.

use std::future::pending;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use futures_util::FutureExt;
use retry_runtime::retry;
use tokio::time::timeout;

use crate::common::metrics::calls;
use crate::common::{Error, Service, Step};

#[retry(max = 3, backoff = "exp(1s)", retryable = [Error::Busy], name = "load")]
async fn load(service: &Service, hangs: usize) -> Result<usize, Error> {
    if service.calls() + 1 == hangs {
        pending::<()>().await;
    }
    service.call()
}

async fn dropped_after(millis: u64, script: &[Step], hangs: usize) -> Vec<String> {
    let service = Service::new(script);
    let call = load(&service, hangs);
    let (outcome, calls) = calls(timeout(Duration::from_millis(millis), call)).await;
    assert!(outcome.is_err());
    calls
}

#[tokio::test(start_paused = true)]
async fn a_dropped_future_is_a_cancelled_call() {
    assert_eq!(
        dropped_after(500, &[], 1).await,
        ["outcome=cancelled,retried=false} 1"],
        "in its first attempt"
    );
    let retried = ["outcome=cancelled,retried=true} 1"];
    assert_eq!(dropped_after(500, &[Step::Busy], 9).await, retried, "in a wait");
    assert_eq!(dropped_after(1_500, &[Step::Busy], 2).await, retried, "in a later attempt");
}

#[tokio::test(start_paused = true)]
async fn a_future_that_was_never_polled_is_no_call() {
    let service = Service::new(&[]);
    let ((), calls) = calls(async { drop(load(&service, 1)) }).await;
    assert_eq!(calls, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn each_call_is_counted_once() {
    let ((), calls) = calls(async {
        for _ in 0..3 {
            let service = Service::new(&[Step::Busy, Step::Done]);
            load(&service, 9).await.unwrap();
        }
        let service = Service::new(&[]);
        let _ = timeout(Duration::from_millis(1), load(&service, 1)).await;
    })
    .await;
    assert_eq!(calls, ["outcome=cancelled,retried=false} 1", "outcome=recovered,retried=true} 3"]);
}

#[tokio::test(start_paused = true)]
async fn a_panic_is_told_from_a_cancellation() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "load")]
    async fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let (first, later) = (Service::new(&[]), Service::new(&[Step::Busy]));
    for (service, retried) in [(first, false), (later, true)] {
        let call = async { catch_unwind(AssertUnwindSafe(|| load(&service).now_or_never())) };
        let (outcome, calls) = calls(call).await;
        assert!(outcome.is_err());
        assert_eq!(calls, [format!("outcome=panicked,retried={retried}}} 1")]);
    }
}
