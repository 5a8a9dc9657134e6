//! What a hook makes the future hold: the failed outcome, while it awaits; nothing of it in the wait.

use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use retry_runtime::retry;
use tokio::time::sleep;

use crate::common::{Error, Service, Step};

#[tokio::test(flavor = "multi_thread")]
async fn a_hook_that_awaits_can_be_spawned() {
    #[retry(max = 3, backoff = "fixed(1ms)", retryable = [Error::Busy], on_retry = |retry| {
        tokio::task::yield_now().await;
        told.lock().unwrap().push(retry.attempt);
    })]
    async fn load(service: Arc<Service>, told: Arc<Mutex<Vec<u32>>>) -> Result<usize, Error> {
        service.call()
    }
    let (service, told) = (Arc::new(Service::new(&[Step::Busy, Step::Busy, Step::Done])), Arc::default());
    assert_eq!(tokio::spawn(load(service, Arc::clone(&told))).await.unwrap(), Ok(3));
    assert_eq!(*told.lock().unwrap(), [1, 2]);
}

/// The outcome is in the future while the hook awaits it, and no longer. A hook that awaits nothing is no reason to hold it.
#[tokio::test(start_paused = true)]
async fn a_hook_that_awaits_nothing_goes_with_an_error_that_is_not_send() {
    fn is_send<T: Send>(future: T) -> T {
        future
    }
    #[retry(max = 3, retryable = [|error: &Rc<u32>| **error > 0], on_retry = |retry| *told += **retry.error)]
    async fn load(told: &mut u32) -> Result<(), Rc<u32>> {
        Err(Rc::new(7))
    }
    let mut told = 0;
    assert!(is_send(load(&mut told)).await.is_err());
    assert_eq!(told, 14);
}

#[tokio::test(start_paused = true)]
async fn the_error_is_there_in_the_hook_and_gone_in_the_wait() {
    #[retry(max = 2, backoff = fixed(10s), retryable = [|_: &Arc<()>| true & more], on_retry = |_| sleep(Duration::from_secs(1)).await)]
    async fn load(more: bool, error: Arc<()>) -> Result<usize, Arc<()>> {
        Err(error.clone())
    }
    let error = Arc::new(());
    let task = tokio::spawn(load(true, error.clone()));
    sleep(Duration::from_millis(500)).await;
    assert_eq!(Arc::strong_count(&error), 3, "ours, the parameter and the error");
    sleep(Duration::from_secs(1)).await;
    assert_eq!(Arc::strong_count(&error), 2, "the error is gone");
    assert!(task.await.unwrap().is_err());
}
