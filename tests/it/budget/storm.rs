//! What a budget is for: where everything fails, the requests of all calls together hardly exceed the calls.

use std::future::ready;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::FutureExt;
use futures_util::future::join_all;
use retry_runtime::{RetryBudget, retry};

use crate::common::limited::Error;

const CALLS: u32 = 10_000;

/// As many as 500 tokens pay for, at 14 each.
const RETRIES: u32 = 35;

#[derive(Default)]
struct Service {
    requests: AtomicU32,
}

/// Everything is refused.
#[retry(max = 3, backoff = exp(1s), retryable = [Error::Busy], budget = budget)]
async fn load(budget: &RetryBudget, service: &Service) -> Result<usize, Error> {
    service.requests.fetch_add(1, Ordering::SeqCst);
    Err(Error::Busy(0))
}

#[tokio::test(start_paused = true)]
async fn ten_thousand_calls_that_fail_make_half_a_percent_more_requests_at_most() {
    let (budget, service) = (RetryBudget::new(), Service::default());
    for _ in 0..CALLS {
        assert!(load(&budget, &service).await.is_err());
    }
    let requests = service.requests.into_inner();
    println!("{CALLS} calls, {requests} requests");
    assert_eq!(requests, CALLS + RETRIES);
    assert!(f64::from(requests) <= 1.005 * f64::from(CALLS));
}

#[tokio::test(start_paused = true)]
async fn also_all_at_once() {
    let (budget, service) = (RetryBudget::new(), Service::default());
    join_all((0..CALLS).map(|_| load(&budget, &service))).await;
    assert_eq!(service.requests.into_inner(), CALLS + RETRIES);
    assert_eq!(budget.available(), 10);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn also_on_many_threads() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], budget = shared.0)]
    async fn load(shared: Arc<(RetryBudget, Service)>) -> Result<usize, Error> {
        shared.1.requests.fetch_add(1, Ordering::SeqCst);
        Err(Error::Busy(0))
    }
    let shared = Arc::new((RetryBudget::new(), Service::default()));
    let tasks = join_all((0..CALLS).map(|_| tokio::spawn(load(shared.clone())))).await;
    assert!(tasks.into_iter().all(|task| task.unwrap().is_err()));
    assert_eq!(shared.1.requests.load(Ordering::SeqCst), CALLS + RETRIES);
    assert_eq!(shared.0.available(), 10);
}

/// Calls that fail twice as often as they succeed, and some that leave before their retry, on threads that do nothing else.
#[test]
fn no_token_is_lost_or_made_on_many_threads() {
    const THREADS: u32 = 8;
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], budget = budget, attempt = n, blocking)]
    fn load(budget: &RetryBudget, failures: u32) -> Result<u32, Error> {
        if n.number() > failures { Ok(n.number()) } else { Err(Error::Busy(0)) }
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], budget = budget, cancel = ready(()))]
    async fn leave(budget: &RetryBudget) -> Result<u32, Error> {
        Err(Error::Busy(0))
    }
    let budget = RetryBudget::new().capacity(10_000_000);
    for _ in 0..CALLS {
        assert!(load(&budget, 3).is_err());
    }
    let left = 10_000_000 - 28 * CALLS;
    assert_eq!(budget.available(), left);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for number in 0..CALLS {
                    let _ = load(&budget, number % 4);
                    assert!(leave(&budget).now_or_never().unwrap().is_err());
                }
            });
        }
    });
    // A quarter each: at once +1, after one retry 0, after two -14, in vain -28.
    assert_eq!(budget.available(), left + THREADS * CALLS / 4 - 42 * (THREADS * CALLS / 4));
}
