//! Waits drawn at random: within their documented range, all over it, and never above the cap.

use std::collections::HashSet;
use std::time::Duration;

use crate::common::{Error, Service, Step};
use retry_runtime::retry;

/// How often each function is called. A quarter of a range that is drawn from evenly stays empty once in 10^24 times.
const CALLS: usize = 200;

/// The waits of `CALLS` calls that fail to the end, in whole milliseconds, as tokio's timer rounds them up.
async fn waits(fails: impl AsyncFn(&Service) -> Result<usize, Error>) -> Vec<Vec<u64>> {
    let mut waits = Vec::new();
    for _ in 0..CALLS {
        let service = Service::new(&[Step::Busy; 6]);
        assert!(fails(&service).await.is_err());
        let millis = |wait: &Duration| u64::try_from(wait.as_millis()).unwrap();
        waits.push(service.waits().iter().map(millis).collect());
    }
    waits
}

/// Proves that the waits in this place are in the range, in each quarter of it, and spread.
fn assert_spread(waits: &[Vec<u64>], place: usize, (least, most): (u64, u64)) {
    let drawn: Vec<u64> = waits.iter().map(|waits| waits[place]).collect();
    assert!(drawn.iter().all(|wait| (least..=most).contains(wait)), "wait {place}: {drawn:?}");
    let quarter = (most - least) / 4;
    for from in (0..4).map(|number| least + number * quarter) {
        let there = drawn.iter().filter(|wait| (from..=from + quarter).contains(wait)).count();
        assert!(there > 0, "wait {place}: none from {from} to {}: {drawn:?}", from + quarter);
    }
    let distinct: HashSet<&u64> = drawn.iter().collect();
    assert!(distinct.len() > CALLS / 4, "wait {place}: {drawn:?}");
}

macro_rules! jitter {
    ($($name:ident: $max:literal, $backoff:literal, $ranges:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(max = $max, backoff = $backoff, retryable = [Error::Busy])]
            async fn fails(service: &Service) -> Result<usize, Error> {
                service.call()
            }
            let waits = waits(fails).await;
            for (place, range) in $ranges.into_iter().enumerate() {
                assert_spread(&waits, place, range);
            }
            assert!(waits.iter().all(|waits| waits.len() == $max - 1));
        }
    )*};
}

jitter! {
    full_is_from_zero_to_the_entry: 4, "exp(1s, jitter = full)", [(0, 1_000), (0, 2_000), (0, 4_000)];
    full_stays_below_a_cap: 4, "exp(1s, max = 1.5s, jitter = full)", [(0, 1_000), (0, 1_500), (0, 1_500)];
    full_of_a_list: 3, "list(4s, 400ms, jitter = full)", [(0, 4_000), (0, 400)];
    equal_keeps_one_half: 3, "linear(1s, jitter = equal)", [(500, 1_000), (1_000, 2_000)];
    a_share_goes_both_ways: 3, "exp(1s, jitter = 0.2)", [(800, 1_200), (1_600, 2_400)];
    a_small_share: 3, "fixed(1min, jitter = 0.05)", [(57_000, 63_000), (57_000, 63_000)];
    a_share_of_all: 3, "fib(1s, jitter = 1)", [(0, 2_000), (0, 2_000)];
}

#[tokio::test(start_paused = true)]
async fn a_share_never_passes_the_cap() {
    #[retry(max = 4, backoff = exp(1s, max = 2s, jitter = 0.5), retryable = [Error::Busy])]
    async fn fails(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let waits = waits(fails).await;
    assert_spread(&waits, 0, (500, 1_500));
    for place in [1, 2] {
        let drawn: Vec<u64> = waits.iter().map(|waits| waits[place]).collect();
        assert!(drawn.iter().all(|wait| (1_000..=2_000).contains(wait)), "{drawn:?}");
        // Half of what is drawn is above the cap.
        assert!(drawn.contains(&2_000) && drawn.iter().any(|wait| *wait < 2_000), "{drawn:?}");
    }
}

/// Each is drawn from the first wait to three times the one before, and no further than the table's next entry.
#[tokio::test(start_paused = true)]
async fn decorrelated_builds_on_the_wait_before_and_keeps_to_the_table() {
    #[retry(max = 6, backoff = exp(1s, factor = 4, max = 20s, jitter = decorrelated), retryable = [Error::Busy])]
    async fn fails(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let waits = waits(fails).await;
    for waits in &waits {
        let mut before = 1_000;
        for (wait, entry) in waits.iter().zip([4_000, 16_000, 20_000, 20_000, 20_000]) {
            assert!((1_000..=entry.min(3 * before)).contains(wait), "{waits:?}");
            before = *wait;
        }
    }
    assert_spread(&waits, 0, (1_000, 3_000));
    let last: HashSet<u64> = waits.iter().map(|waits| waits[4]).collect();
    assert!(last.len() > CALLS / 4 && last.iter().any(|wait| *wait > 10_000), "{last:?}");
}

#[tokio::test(start_paused = true)]
async fn decorrelated_keeps_to_the_next_entry() {
    #[retry(max = 4, backoff = linear(1s, jitter = decorrelated), retryable = [Error::Busy])]
    async fn fails(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let waits = waits(fails).await;
    assert_spread(&waits, 0, (1_000, 2_000));
    assert!(waits.iter().all(|waits| waits[1] <= 3_000 && waits[2] <= 4_000), "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn two_tasks_that_failed_together_do_not_come_back_together() {
    #[retry(max = 2, backoff = fixed(1h, jitter = full), retryable = [Error::Busy])]
    async fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let one = Service::new(&[Step::Busy, Step::Done]);
    let other = Service::new(&[Step::Busy, Step::Done]);
    let (first, second) = tokio::join!(load(&one), load(&other));
    assert_eq!((first, second), (Ok(2), Ok(2)));
    assert_ne!(one.waits(), other.waits());
}
