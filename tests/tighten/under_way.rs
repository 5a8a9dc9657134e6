//! Calls that are under way follow at their next failure.

use std::time::Duration;

use retry_runtime::{retry, tighten};
use tokio::time::{Instant, sleep};

use crate::common::{Error, Service, Step};

#[retry(max = 5, backoff = fixed(1s), retryable = [Error::Busy], name = "under_way")]
async fn load(service: &Service) -> Result<usize, Error> {
    service.call()
}

/// A call while the limit changes in its waits, half a second after each attempt.
async fn changed(script: &[Step], limits: &[u32]) -> (Result<usize, Error>, Duration) {
    tighten("under_way", 5).unwrap();
    let (service, start) = (Service::new(script), Instant::now());
    let change = async {
        sleep(Duration::from_millis(500)).await;
        for limit in limits {
            tighten("under_way", *limit).unwrap();
            sleep(Duration::from_secs(1)).await;
        }
    };
    let call = async { (load(&service).await, start.elapsed()) };
    tokio::join!(call, change).0
}

/// One test, since all of it sets the limit of one function.
#[tokio::test(start_paused = true)]
async fn a_call_follows_at_its_next_failure() {
    for (limits, calls) in [
        (&[][..], 5),
        (&[1], 2), // the attempt behind the wait that had begun is made
        (&[2], 2),
        (&[3], 3),
        (&[2, 5], 2), // too late
        (&[4, 3], 3),
        (&[4, 2], 3), // one too many by now, and no more
        (&[3, 5], 5), // loosened in time
        (&[5, 5, 5, 1], 5),
    ] {
        let ended = changed(&[Step::Busy; 5], limits).await;
        assert_eq!(ended, (Err(Error::Busy(calls)), Duration::from_secs(calls as u64 - 1)), "{limits:?}");
    }
    assert_eq!(changed(&[Step::Busy, Step::Done], &[1]).await.0, Ok(2), "a success is one");
}
