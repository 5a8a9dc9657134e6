//! The wait is what the server asks; where it asks for nothing, the table's.

use std::time::Duration;

use retry_runtime::retry;

use crate::common::script::Script;
use crate::hint::{Error, busy, millis};

#[retry(max = 4, backoff = "exp(1s)", hint(Error::asked, cap = 60s), retryable = [Error::Busy])]
async fn load(script: &Script<Error>) -> Result<usize, Error> {
    script.call()
}

/// Every way to ask for three waits, shorter than the table's, longer, the same, or not at all.
#[tokio::test(start_paused = true)]
async fn it_is_heeded_to_the_millisecond_in_every_place() {
    let table = [1_000, 2_000, 4_000];
    let asked = [None, Some(0), Some(1), Some(999), Some(1_000), Some(2_001), Some(59_999), Some(60_000)];
    for number in 0..asked.len().pow(3) {
        let asked = [1, 8, 64].map(|place| asked[number / place % 8]);
        let script = Script::new(asked.map(|asked| Error::Busy(asked.map(Duration::from_millis))));
        assert_eq!(load(&script).await, Ok(4));
        let waits = asked
            .iter()
            .zip(table)
            .map(|(asked, entry)| asked.filter(|asked| *asked > 0).unwrap_or(entry));
        assert_eq!(script.waits(), millis(waits), "{asked:?}");
    }
}

/// tokio's timer counts milliseconds: a part of one is rounded up, never down.
#[tokio::test(start_paused = true)]
async fn parts_of_a_millisecond_are_never_cut_off() {
    for nanos in [1, 999_999, 1_000_001, 45_837_906_927] {
        let asked = Duration::from_nanos(nanos);
        let script = Script::new([Error::Busy(Some(asked))]);
        assert_eq!(load(&script).await, Ok(2));
        let [wait] = script.waits()[..] else { panic!("one wait") };
        assert!((asked..asked + Duration::from_millis(1)).contains(&wait), "{asked:?}: {wait:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn it_adds_no_attempt() {
    let script = Script::new([busy(1); 10]);
    assert_eq!((load(&script).await, script.calls()), (Err(busy(1)), 4));
    assert_eq!(script.waits(), millis([1; 3]));
}

#[tokio::test(start_paused = true)]
async fn it_makes_no_error_retryable() {
    let gone = Error::Gone(Some(Duration::from_secs(1)));
    let script = Script::new([gone]);
    assert_eq!((load(&script).await, script.calls()), (Err(gone), 1));
}

#[tokio::test(start_paused = true)]
async fn only_errors_that_are_retried_are_asked() {
    #[retry(
        max = 4,
        hint(|error: &Error| if matches!(error, Error::Gone(_)) { panic!("asked") } else { error.asked() }, cap = 60s),
        non_retryable = [Error::Gone],
    )]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let script = Script::new([busy(7), Error::Gone(None)]);
    assert_eq!((load(&script).await, script.waits()), (Err(Error::Gone(None)), millis([7])));
}

#[tokio::test(start_paused = true)]
async fn without_a_table_only_a_hint_waits() {
    #[retry(max = 4, backoff = none, hint(Error::asked, cap = 60s), retryable = [Error::Busy])]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let script = Script::new([Error::Busy(None), busy(1_500), busy(0)]);
    assert_eq!((load(&script).await, script.waits()), (Ok(4), millis([0, 1_500, 0])));
}
