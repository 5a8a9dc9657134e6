//! A call that is dropped makes no further call, wherever it was.

use std::time::Duration;

use crate::common::{Error, Service, Step};
use retry_runtime::retry;
use tokio::time::{sleep, timeout};

/// Calls the service between two waits of a second; the retry waits ten.
#[retry(max = 3, backoff = fixed(10s), retryable = [Error::Busy])]
async fn load(service: &Service, finished: &Service) -> Result<usize, Error> {
    sleep(Duration::from_secs(1)).await;
    let outcome = service.call();
    sleep(Duration::from_secs(1)).await;
    let _ = finished.call();
    outcome
}

/// Drops the call after this time, lets an hour pass, and says how often each half of the body ran.
async fn dropped_after(millis: u64) -> (usize, usize) {
    let service = Service::new(&[Step::Busy; 4]);
    let finished = Service::new(&[Step::Done; 4]);
    let cut = timeout(Duration::from_millis(millis), load(&service, &finished)).await;
    assert!(cut.is_err(), "the call had ended by itself");
    sleep(Duration::from_secs(3_600)).await;
    (service.calls(), finished.calls())
}

#[tokio::test(start_paused = true)]
async fn nothing_runs_after_a_drop_in_the_body() {
    assert_eq!(dropped_after(500).await, (0, 0), "before the call");
    assert_eq!(dropped_after(1_500).await, (1, 0), "after the call");
}

#[tokio::test(start_paused = true)]
async fn nothing_runs_after_a_drop_in_the_wait() {
    assert_eq!(dropped_after(2_500).await, (1, 1), "in the first wait");
    assert_eq!(dropped_after(11_999).await, (1, 1), "at the end of it");
    assert_eq!(dropped_after(14_500).await, (2, 2), "in the second wait");
}

#[tokio::test(start_paused = true)]
async fn nothing_runs_after_a_drop_in_a_later_body() {
    assert_eq!(dropped_after(12_500).await, (1, 1), "before the second call");
    assert_eq!(dropped_after(13_500).await, (2, 1), "after the second call");
    assert_eq!(dropped_after(24_500).await, (2, 2), "before the last call");
    assert_eq!(dropped_after(25_500).await, (3, 2), "after the last call");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_never_polled_does_nothing() {
    let service = Service::new(&[]);
    drop(load(&service, &service));
    sleep(Duration::from_secs(3_600)).await;
    assert_eq!(service.calls(), 0);
}

#[tokio::test(start_paused = true)]
async fn an_aborted_task_drops_what_its_body_holds_at_once() {
    #[retry(max = 3, backoff = fixed(10s), retryable = [Error::Busy], clone(guard))]
    async fn hold(guard: std::sync::Arc<()>, service: std::sync::Arc<Service>) -> Result<usize, Error> {
        let held = guard;
        sleep(Duration::from_secs(1)).await;
        drop(held);
        service.call()
    }
    let (guard, service) = (std::sync::Arc::new(()), std::sync::Arc::new(Service::new(&[Step::Busy; 3])));
    let task = tokio::spawn(hold(guard.clone(), service.clone()));
    sleep(Duration::from_millis(500)).await;
    assert_eq!(std::sync::Arc::strong_count(&guard), 3, "ours, the parameter's and the attempt's");
    sleep(Duration::from_secs(1)).await;
    assert_eq!(std::sync::Arc::strong_count(&guard), 2, "between attempts, ours and the parameter's");
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_eq!(std::sync::Arc::strong_count(&guard), 1);
    assert_eq!(service.calls(), 1);
}
