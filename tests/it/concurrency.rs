//! Calls of one function at the same time share nothing.

use std::sync::Arc;
use std::time::Duration;

use crate::common::{Error, Service, Step};
use retry_runtime::{Attempt, retry};

#[retry(max = 3, backoff = exp(1s), within = 1h, retryable = [Error::Busy], attempt = n)]
async fn load(service: &Service, last: &mut Option<Attempt>) -> Result<usize, Error> {
    *last = Some(n);
    service.call()
}

#[tokio::test(start_paused = true)]
async fn two_calls_at_once_count_and_wait_apart() {
    let service = [Service::new(&[Step::Busy; 3]), Service::new(&[Step::Busy, Step::Done])];
    let mut last = [None, None];
    let [one, other] = &mut last;
    let outcomes = tokio::join!(load(&service[0], one), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        load(&service[1], other).await
    });
    assert_eq!(outcomes, (Err(Error::Busy(3)), Ok(2)));
    assert_eq!(service[0].waits(), [1, 2].map(Duration::from_secs));
    assert_eq!(service[1].waits(), [Duration::from_secs(1)]);
    assert_eq!(last.map(|last| last.unwrap().number()), [3, 2]);
}

#[test]
fn a_hundred_calls_on_many_threads_make_three_attempts_each() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn load(service: Arc<Service>) -> Result<usize, Error> {
        tokio::task::yield_now().await;
        service.call()
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).build().unwrap();
    runtime.block_on(async {
        let services: Vec<_> = (0..100).map(|_| Arc::new(Service::new(&[Step::Busy; 3]))).collect();
        let tasks: Vec<_> = services.iter().map(|service| tokio::spawn(load(service.clone()))).collect();
        for task in tasks {
            assert_eq!(task.await.unwrap(), Err(Error::Busy(3)));
        }
        assert!(services.iter().all(|service| service.calls() == 3));
    });
}

#[test]
fn threads_that_block_count_apart() {
    #[retry(max = 4, backoff = none, blocking, retryable = [Error::Busy])]
    fn load(service: &Service) -> Result<usize, Error> {
        std::thread::yield_now();
        service.call()
    }
    std::thread::scope(|scope| {
        let fails = || assert_eq!(load(&Service::new(&[Step::Busy; 4])), Err(Error::Busy(4)));
        for _ in 0..8 {
            scope.spawn(fails);
        }
    });
}
