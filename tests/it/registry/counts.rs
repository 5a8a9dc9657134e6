//! What the list counts.

use std::time::Duration;

use futures_util::FutureExt;
use retry_runtime::{Ending, retry};
use tokio::time::timeout;

use crate::common::{Error, Service, Step};
use crate::registry::site;

const ENDINGS: [Ending; 12] = Ending::ALL;

#[tokio::test(start_paused = true)]
async fn every_call_is_counted_by_its_end() {
    #[retry(max = 3, retryable = [Error::Busy], name = "counts.endings")]
    async fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    for script in [
        vec![Step::Done; 1],
        vec![Step::Busy, Step::Done],
        vec![Step::Gone],
        vec![Step::Busy; 3],
        vec![Step::Busy; 3],
    ] {
        let _ = load(&Service::new(&script)).await;
    }
    let dropped = timeout(Duration::from_millis(500), load(&Service::new(&[Step::Busy]))).await;
    assert!(dropped.is_err());

    let counts = site("counts.endings").counts;
    let ended: Vec<_> = ENDINGS.into_iter().map(|ending| (ending.as_str(), counts.ended(ending))).collect();
    let expected = [
        ("succeeded", 1),
        ("recovered", 1),
        ("expected", 0),
        ("not_retryable", 1),
        ("exhausted", 2),
        ("deadline", 0),
        ("hint_too_long", 0),
        ("breaker_open", 0),
        ("budget_exhausted", 0),
        ("cancelled", 1),
        ("switched_off", 0),
        ("panicked", 0),
    ];
    assert_eq!(ended, expected);
    assert_eq!((counts.calls(), counts.retries()), (6, 1 + 2 + 2 + 1));
}

#[tokio::test]
async fn a_call_under_way_is_not_counted_yet() {
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "counts.under_way")]
    async fn load(service: &Service) -> Result<usize, Error> {
        tokio::task::yield_now().await;
        service.call()
    }
    let service = Service::new(&[Step::Done]);
    let mut call = std::pin::pin!(load(&service));
    assert!(call.as_mut().now_or_never().is_none());
    assert_eq!(site("counts.under_way").counts.calls(), 0);
    call.await.unwrap();
    assert_eq!(site("counts.under_way").counts.calls(), 1);
}

/// The instances of a generic function are one function.
#[tokio::test]
async fn the_calls_of_all_instances_and_threads_are_added_up() {
    #[retry(max = 2, backoff = none, blocking, retryable = [Error::Busy], name = "counts.generic")]
    fn load<T>(value: &Result<T, usize>) -> Result<(), Error> {
        value.as_ref().map(|_| ()).map_err(|number| Error::Busy(*number))
    }
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..250 {
                    let _ = load::<u8>(&Ok(1));
                    let _ = load::<&str>(&Err(1));
                }
            });
        }
    });
    let counts = site("counts.generic").counts;
    assert_eq!((counts.ended(Ending::Succeeded), counts.ended(Ending::Exhausted)), (1_000, 1_000));
    assert_eq!((counts.calls(), counts.retries()), (2_000, 1_000));
}
