//! Of failures, where nothing counts them.

use std::time::Duration;

use allocation_counter::AllocationInfo;

use super::*;

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
