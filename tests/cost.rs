//! What a call costs beside its body: no allocation, no memory that grows. (`events` shows that success says nothing.)

mod common;

use std::cell::Cell;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use allocation_counter::{AllocationInfo, measure};
use common::{Error, Service, Step};
use futures_util::FutureExt;
use retry_runtime::retry;

/// Fails as often as it is told to, without a word of its own.
struct Failing(Cell<u32>);

impl Failing {
    fn call(&self) -> Result<u32, Error> {
        match self.0.replace(self.0.get().saturating_sub(1)) {
            0 => Ok(1),
            _ => Err(Error::Busy(0)),
        }
    }
}

#[retry(max = 3, retryable = [Error::Busy])]
async fn pattern(service: &Failing) -> Result<u32, Error> {
    service.call()
}

#[retry(max = 100, backoff = none, within = 1h, retryable = [|error| matches!(error, Error::Busy(_))], attempt = n)]
async fn closure(service: &Failing) -> Result<u32, Error> {
    service.call().map(|number| number * n.number())
}

#[expect(clippy::manual_async_fn, reason = "what is measured")]
#[retry(max = 3, backoff = exp(1s, jitter = decorrelated), retryable = [Error::Busy])]
fn returned(service: &Failing) -> impl Future<Output = Result<u32, Error>> {
    async move { service.call() }
}

#[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy])]
fn blocking(service: &Failing) -> Result<u32, Error> {
    service.call()
}

/// The allocations of a call that ends at its first poll.
fn cost(call: impl Future<Output = Result<u32, Error>>, expected: Result<u32, Error>) -> u64 {
    measure(|| assert_eq!(call.now_or_never(), Some(expected))).count_total
}

#[test]
fn success_at_once_allocates_nothing() {
    let service = Failing(Cell::new(0));
    assert_eq!(cost(pattern(&service), Ok(1)), 0);
    assert_eq!(cost(closure(&service), Ok(1)), 0);
    assert_eq!(cost(returned(&service), Ok(1)), 0);
    assert_eq!(measure(|| assert_eq!(blocking(&service), Ok(1))).count_total, 0);
}

#[test]
fn a_body_allocates_what_it_allocates() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn load(service: &Failing) -> Result<u32, Error> {
        let list = std::hint::black_box(vec![1; 10]);
        service.call().map(|number| number * list[9])
    }
    assert_eq!(cost(load(&Failing(Cell::new(0))), Ok(1)), 1);
    assert_eq!(cost(load(&Failing(Cell::new(2))), Ok(1)), 3);
}

#[test]
fn failures_that_nobody_listens_to_allocate_nothing() {
    assert_eq!(cost(closure(&Failing(Cell::new(99))), Ok(100)), 0);
    assert_eq!(cost(closure(&Failing(Cell::new(100))), Err(Error::Busy(0))), 0);
    assert_eq!(measure(|| assert_eq!(blocking(&Failing(Cell::new(2))), Ok(1))).count_total, 0);
}

/// The allocations of a call with waits.
fn waiting(call: impl Future) -> AllocationInfo {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    measure(|| {
        let _ = runtime.block_on(call);
    })
}

#[test]
fn waits_allocate_no_more_than_the_runtime_does_for_them() {
    async fn by_hand(waits: u32) {
        for _ in 0..waits {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
    #[retry(max = 100, backoff = fixed(1s, jitter = full), retryable = [Error::Busy])]
    async fn load(service: &Failing) -> Result<u32, Error> {
        service.call()
    }
    assert_eq!(waiting(load(&Failing(Cell::new(99)))), waiting(by_hand(99)));
    assert_eq!(
        waiting(load(&Failing(Cell::new(99)))),
        waiting(by_hand(1)),
        "it does not grow with attempts"
    );
}

#[test]
fn one_large_error_at_a_time_is_alive() {
    const LARGE: usize = 1 << 20;
    #[retry(max = 100, backoff = none, retryable = [|error: &Vec<u8>| error.len() == LARGE])]
    async fn load() -> Result<u32, Vec<u8>> {
        Err(std::hint::black_box(vec![1; LARGE]))
    }
    let info = measure(|| assert!(load().now_or_never().unwrap().is_err()));
    assert_eq!((info.count_total, info.bytes_max), (100, LARGE as u64));
}

#[tokio::test(start_paused = true)]
async fn a_wait_holds_neither_the_error_nor_what_the_body_held() {
    #[retry(max = 3, backoff = fixed(10s), retryable = [|_: &Arc<()>| service.calls() < 3])]
    async fn load(service: Arc<Service>, error: Arc<()>) -> Result<usize, Arc<()>> {
        let held = error.clone();
        tokio::time::sleep(Duration::from_secs(1)).await;
        service.call().map_err(|_| held)
    }
    let (service, error) = (Arc::new(Service::new(&[Step::Busy; 3])), Arc::new(()));
    let task = tokio::spawn(load(service.clone(), error.clone()));
    for calls in 0..2 {
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(
            (service.calls(), Arc::strong_count(&error)),
            (calls, 3),
            "ours, the parameter and the body's"
        );
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_eq!((service.calls(), Arc::strong_count(&error)), (calls + 1, 2), "the error is gone");
        tokio::time::sleep(Duration::from_millis(9_500)).await;
    }
    assert!(task.await.unwrap().is_err());
}
