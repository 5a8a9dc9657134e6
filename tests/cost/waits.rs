//! Of waits: what they hold.

use std::sync::Arc;
use std::time::Duration;

use retry_runtime::retry;

use crate::common::{Service, Step};

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
