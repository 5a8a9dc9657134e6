//! A hint inside of `on(..)` is asked in place of the function's.

use std::time::Duration;

use retry_runtime::retry;

use crate::common::script::Script;
use crate::hint::{Error, busy, limited, millis};

#[retry(
    max = 9,
    backoff = "exp(1s)",
    hint(Error::asked, cap = 60s),
    on(Error::Limited, max = 4, backoff = "exp(10s)", hint(|error| error.asked().map(|asked| asked * 2), cap = 90s)),
    retryable = [Error::Busy],
)]
async fn both(script: &Script<Error>) -> Result<usize, Error> {
    script.call()
}

#[tokio::test(start_paused = true)]
async fn each_error_asks_its_own() {
    let script = Script::new([limited(3_000), busy(3_000), limited(5_000), busy(5_000)]);
    assert_eq!((both(&script).await, script.waits()), (Ok(5), millis([6_000, 3_000, 10_000, 5_000])));
}

#[tokio::test(start_paused = true)]
async fn each_has_its_own_cap() {
    let script = Script::new([limited(45_000)]);
    assert_eq!(
        (both(&script).await, script.waits()),
        (Ok(2), millis([90_000])),
        "over the function's cap"
    );
    let script = Script::new([limited(45_001)]);
    assert_eq!((both(&script).await, script.calls()), (Err(limited(45_001)), 1));
    let script = Script::new([busy(60_001)]);
    assert_eq!((both(&script).await, script.calls()), (Err(busy(60_001)), 1), "below that of the `on`");
}

#[tokio::test(start_paused = true)]
async fn each_falls_back_to_its_own_table() {
    let script = Script::new([Error::Limited(None), busy(0), limited(0), Error::Busy(None), limited(1)]);
    assert_eq!((both(&script).await, script.waits()), (Ok(6), millis([10_000, 1_000, 20_000, 2_000, 2])));
}

/// A failure with a hint is a failure of its kind: its place in the table is passed.
#[tokio::test(start_paused = true)]
async fn a_hint_takes_the_place_of_a_wait() {
    let script = Script::new([limited(1), Error::Limited(None), busy(1), Error::Busy(None)]);
    assert_eq!((both(&script).await, script.waits()), (Ok(5), millis([2, 20_000, 1, 2_000])));
    let script = Script::new([limited(1); 4]);
    assert_eq!(
        (both(&script).await, script.calls()),
        (Err(limited(1)), 4),
        "its own attempts are used up"
    );
}

/// Its own says nothing: the function's is not asked instead.
#[tokio::test(start_paused = true)]
async fn the_function_s_hint_does_not_stand_in() {
    #[retry(
        max = 3,
        hint(Error::asked, cap = 60s),
        on(Error::Limited, backoff = "fixed(10s)", hint(|_| None, cap = 60s)),
        retryable = [Error::Busy],
    )]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let script = Script::new([limited(3_000), busy(3_000)]);
    assert_eq!((load(&script).await, script.waits()), (Ok(3), millis([10_000, 3_000])));
}

#[tokio::test(start_paused = true)]
async fn without_its_own_the_function_s_is_asked() {
    #[retry(
        max = 4,
        hint(Error::asked, cap = 60s),
        on(Error::Limited, backoff = "fixed(10s)"),
        retryable = [Error::Busy],
    )]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let script = Script::new([limited(3_000), limited(0), busy(5_000)]);
    assert_eq!((load(&script).await, script.waits()), (Ok(4), millis([3_000, 10_000, 5_000])));
    let script = Script::new([limited(60_001)]);
    assert_eq!((load(&script).await, script.calls()), (Err(limited(60_001)), 1));
}

#[tokio::test(start_paused = true)]
async fn a_hint_of_an_on_is_for_its_errors_alone() {
    #[retry(max = 4, on(Error::Limited, hint(Error::asked, cap = 60s)), retryable = [Error::Busy])]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let script = Script::new([busy(7_000), limited(7_000), Error::Limited(None)]);
    assert_eq!((load(&script).await, script.waits()), (Ok(4), millis([1_000, 7_000, 2_000])));
}

/// Entries that are no patterns make a chain of tests instead of a `match`.
#[tokio::test(start_paused = true)]
async fn beside_predicates_too() {
    #[retry(
        max = 4,
        on(|error| matches!(error, Error::Limited(_)), backoff = "fixed(10s)", hint(Error::asked, cap = 60s)),
        non_retryable = [|error| matches!(error, Error::Gone(_))],
        hint(|_| Some(Duration::from_secs(2)), cap = 2s),
    )]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let script = Script::new([busy(7_000), limited(7_000), limited(0)]);
    assert_eq!((load(&script).await, script.waits()), (Ok(4), millis([2_000, 7_000, 10_000])));
}
