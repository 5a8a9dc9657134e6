//! Jitter only adds to what the server asks, up to the cap.

use std::collections::HashSet;
use std::time::Duration;

use retry_runtime::retry;

use crate::common::script::Script;
use crate::hint::Error;

/// A quarter of a range that is drawn from evenly stays empty once in 10^24 times.
const CALLS: usize = 200;

/// The waits of calls that are asked for this long, in milliseconds, as tokio's timer rounds them up.
async fn waits(asked: u64, load: impl AsyncFn(&Script<Error>) -> Result<usize, Error>) -> Vec<u64> {
    let mut waits = Vec::new();
    for _ in 0..CALLS {
        let script = Script::new([Error::Busy(Some(Duration::from_millis(asked)))]);
        assert_eq!(load(&script).await, Ok(2));
        waits.push(u64::try_from(script.waits()[0].as_millis()).unwrap());
    }
    waits
}

/// Proves that the waits are in this range, in each quarter of it, and differ.
fn assert_spread(waits: &[u64], least: u64, most: u64) {
    assert!(waits.iter().all(|wait| (least..=most).contains(wait)), "{least} to {most}: {waits:?}");
    let quarter = (most - least) / 4;
    for from in (0..4).map(|number| least + number * quarter) {
        let there = waits.iter().filter(|wait| (from..=from + quarter).contains(wait)).count();
        assert!(there > 0, "none from {from} to {}: {waits:?}", from + quarter);
    }
    let distinct: HashSet<&u64> = waits.iter().collect();
    assert!(distinct.len() > CALLS / 4, "{waits:?}");
}

/// What is added to a hint of 7 s, and to one of 1 ms, which is shorter than any wait of the table.
macro_rules! adds {
    ($($name:ident: $backoff:literal, up to $most:literal;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(max = 2, backoff = $backoff, hint(Error::asked, cap = 60s), retryable = [Error::Busy])]
            async fn load(script: &Script<Error>) -> Result<usize, Error> {
                script.call()
            }
            assert_spread(&waits(7_000, load).await, 7_000, 7_000 + $most);
            assert_spread(&waits(1, load).await, 1, 1 + $most);
        }
    )*};
}

adds! {
    full_adds_up_to_the_entry: "exp(4s, jitter = full)", up to 4_000;
    equal_adds_up_to_half_of_it: "exp(4s, jitter = equal)", up to 2_000;
    a_share_adds_its_width: "fixed(10s, jitter = 0.2)", up to 4_000;
    a_share_that_is_capped_adds_less: "exp(10s, max = 11s, jitter = 0.2)", up to 3_000;
    decorrelated_adds_what_is_above_its_first_wait: "exp(1s, factor = 8, jitter = decorrelated)", up to 2_000;
}

#[tokio::test(start_paused = true)]
async fn no_jitter_adds_nothing() {
    #[retry(max = 2, backoff = "exp(4s)", hint(Error::asked, cap = 60s), retryable = [Error::Busy])]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    assert_eq!(waits(7_000, load).await, [7_000; CALLS]);
}

/// Of 58 s to 68 s, what is over 60 s is cut off: four in five.
#[tokio::test(start_paused = true)]
async fn the_cap_bounds_what_is_added() {
    #[retry(max = 2, backoff = "fixed(10s, jitter = full)", hint(Error::asked, cap = 60s), retryable = [Error::Busy])]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let drawn = waits(58_000, load).await;
    assert!(drawn.iter().all(|wait| (58_000..=60_000).contains(wait)), "{drawn:?}");
    assert!(drawn.contains(&60_000) && drawn.iter().any(|wait| *wait < 60_000), "{drawn:?}");
    assert_eq!(waits(60_000, load).await, [60_000; CALLS], "nothing is left to add");
}

/// The chance is the table's: without a hint the wait is drawn as always.
#[tokio::test(start_paused = true)]
async fn no_hint_is_jitter_as_ever() {
    #[retry(max = 2, backoff = "fixed(4s, jitter = full)", hint(Error::asked, cap = 1s), retryable = [Error::Busy])]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    assert_spread(&waits(0, load).await, 0, 4_000);
}
