//! A breaker that many tasks on many threads share.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::future::join_all;
use retry_runtime::BreakerState::{Closed, HalfOpen, Open};
use retry_runtime::{CircuitBreaker, retry};
use tokio::task::yield_now;

use crate::common::limited::Error;

const TASKS: usize = 64;

struct Client {
    breaker: CircuitBreaker,
    calls: AtomicUsize,
    refused: AtomicUsize,
}

impl Client {
    /// Ends when all the others have been refused, or let in.
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], breaker(self.breaker))]
    async fn probe(self: Arc<Self>) -> Result<usize, Error> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        while self.calls.load(Ordering::SeqCst) + self.refused.load(Ordering::SeqCst) < TASKS {
            yield_now().await;
        }
        Ok(1)
    }

    #[retry(max = 2, backoff = none, retryable = [Error::Busy], breaker(self.breaker))]
    async fn fail(self: Arc<Self>) -> Result<usize, Error> {
        Err(Error::Busy(self.calls.fetch_add(1, Ordering::SeqCst)))
    }

    fn new(breaker: CircuitBreaker) -> Arc<Self> {
        Arc::new(Self { breaker, calls: AtomicUsize::new(0), refused: AtomicUsize::new(0) })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_task_of_many_probes() {
    let client = Client::new(CircuitBreaker::new("service").consecutive(1).open_for(Duration::from_millis(500)));
    assert!(client.clone().fail().await.is_err());
    while client.breaker.state() == Open {
        yield_now().await;
    }
    assert_eq!(client.breaker.state(), HalfOpen);
    client.calls.store(0, Ordering::SeqCst);
    let task = |client: Arc<Client>| async move {
        let outcome = client.clone().probe().await;
        client.refused.fetch_add(usize::from(outcome.is_err()), Ordering::SeqCst);
    };
    let tasks = (0..TASKS).map(|_| tokio::spawn(task(client.clone())));
    for task in join_all(tasks).await {
        task.unwrap();
    }
    assert_eq!(
        (client.calls.load(Ordering::SeqCst), client.refused.load(Ordering::SeqCst)),
        (1, TASKS - 1)
    );
    assert_eq!(client.breaker.state(), Closed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn once_open_no_task_calls() {
    let client = Client::new(CircuitBreaker::new("service").consecutive(20).open_for(Duration::from_secs(86_400)));
    let fail = |_| tokio::spawn(client.clone().fail());
    for task in join_all((0..10).map(fail)).await {
        assert!(task.unwrap().is_err());
    }
    assert_eq!(
        (client.calls.load(Ordering::SeqCst), client.breaker.state()),
        (20, Open),
        "two attempts each"
    );
    for task in join_all((0..TASKS).map(fail)).await {
        assert!(matches!(task.unwrap(), Err(Error::Open(_))));
    }
    assert_eq!(client.calls.load(Ordering::SeqCst), 20);
}
