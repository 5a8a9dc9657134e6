//! What a hook and the list of functions tell of a limit that was lowered. (Events are in the binary `events`.)

use std::time::Duration;

use retry_runtime::{Ending, retry, tighten};

use crate::common::limited::Error;
use crate::common::script::seconds;
use crate::sites_of;

#[tokio::test(start_paused = true)]
async fn a_hook_runs_where_there_is_a_retry() {
    #[retry(max = 4, retryable = [Error::Busy], on_retry = |retry| told.push((retry.attempt, retry.max)), name = "told.hook")]
    async fn load(told: &mut Vec<(u32, u32)>) -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    for (max, expected) in [(3, vec![(1, 3), (2, 3)]), (1, vec![])] {
        tighten("told.hook", max).unwrap();
        let mut told = Vec::new();
        load(&mut told).await.unwrap_err();
        assert_eq!(told, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn the_list_has_both_limits() {
    #[retry(max = 4, backoff = fixed(1s), retryable = [Error::Busy], name = "told.list")]
    async fn load() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    for (max, tightened) in [(1, Some(1)), (3, Some(3)), (4, None)] {
        tighten("told.list", max).unwrap();
        let site = sites_of("told.list").remove(0);
        assert_eq!((site.max, site.tightened), (4, tightened));
        assert_eq!((site.waits, site.worst_case), (seconds([1, 1, 1]), Duration::from_secs(3)));
    }
    tighten("told.list", 1).unwrap();
    load().await.unwrap_err();
    let counts = sites_of("told.list").remove(0).counts;
    assert_eq!((counts.ended(Ending::Exhausted), counts.retries()), (1, 0));
}
