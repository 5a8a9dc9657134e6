//! Which wait follows: the next one of the error's own schedule, however the kinds are mixed.

use std::time::Duration;

use retry_runtime::retry;

use crate::common::script::{Script, seconds};
use crate::own_schedules::Error::{self, Busy, Limited};

/// Proves the waits, in seconds, of a call that fails with these errors and then succeeds.
macro_rules! walks {
    ($($name:ident: [$($keys:tt)+], $errors:expr, $waits:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry($($keys)+, retryable = [Error::Busy])]
            async fn load(script: &Script<Error>) -> Result<usize, Error> {
                script.call()
            }
            let script = Script::new($errors);
            assert!(load(&script).await.is_ok());
            assert_eq!(script.waits(), seconds($waits));
        }
    )*};
}

walks! {
    a_rate_limit_between_two_busy_does_not_advance_their_waits:
        [max = 4, backoff = "exp(1s)", on(Error::Limited, backoff = "exp(10s)")], [Busy, Limited, Busy], [1, 10, 2];
    nor_does_busy_those_of_the_rate_limit:
        [max = 6, backoff = "exp(1s)", on(Error::Limited, backoff = "exp(10s)")],
        [Limited, Busy, Limited, Busy, Limited], [10, 1, 20, 2, 40];
    every_kind_of_backoff:
        [max = 5, backoff = none, on(Error::Limited, backoff = "fib(3s)")],
        [Limited, Limited, Busy, Limited], [3, 3, 0, 6];
    a_cap_of_its_own:
        [max = 6, backoff = "exp(10s, max = 15s)", on(Error::Limited, backoff = "exp(10s, factor = 3, max = 1min)")],
        [Limited, Busy, Limited, Busy, Limited], [10, 10, 30, 15, 60];
    a_list_as_long_as_its_own_limit:
        [max = 6, backoff = "exp(1s)", on(Error::Limited, max = 3, backoff = "list(9s, 3s)")],
        [Busy, Limited, Busy, Limited, Busy], [1, 9, 2, 3, 4];
    tokens_without_quotes:
        [max = 3, backoff = exp(1s), on(Error::Limited, backoff = linear(5s))], [Limited, Limited], [5, 10];
    the_options_before_the_errors:
        [max = 3, backoff = exp(1s), on(max = 3, backoff = linear(5s), Error::Limited)], [Limited, Busy], [5, 1];
}

/// Where only one kind is drawn at random, the other keeps to its table.
#[tokio::test(start_paused = true)]
async fn jitter_is_the_schedule_s_own() {
    #[retry(
        max = 5,
        backoff = "exp(1s)",
        on(Error::Limited, backoff = "fixed(100s, jitter = full)"),
        retryable = [Error::Busy],
    )]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let mut drawn = std::collections::HashSet::new();
    for _ in 0..50 {
        let script = Script::new([Busy, Limited, Busy, Limited]);
        assert_eq!(load(&script).await, Ok(5));
        let waits = script.waits();
        assert_eq!([waits[0], waits[2]], [Duration::from_secs(1), Duration::from_secs(2)]);
        assert!(waits.iter().all(|wait| *wait <= Duration::from_secs(100)), "{waits:?}");
        drawn.extend([waits[1], waits[3]]);
    }
    assert!(drawn.len() > 50, "{drawn:?}");
}

/// A decorrelated wait is drawn from three times the one before of its kind, whatever the others waited.
#[tokio::test(start_paused = true)]
async fn decorrelated_remembers_its_own_kind_alone() {
    #[retry(
        max = 6,
        backoff = "fixed(5min)",
        on(Error::Limited, backoff = "exp(1s, factor = 1000, max = 100s, jitter = decorrelated)"),
        retryable = [Error::Busy],
    )]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let mut longest = Duration::ZERO;
    for _ in 0..200 {
        let script = Script::new([Limited, Busy, Limited, Busy, Limited]);
        assert_eq!(load(&script).await, Ok(6));
        let waits = script.waits();
        assert_eq!([waits[1], waits[3]], [Duration::from_secs(300); 2]);
        let mut before = Duration::from_secs(1);
        for wait in [waits[0], waits[2], waits[4]] {
            // A wait is rounded up to the timer's millisecond.
            let most = 3 * before + Duration::from_millis(1);
            assert!((Duration::from_secs(1)..=most).contains(&wait), "{waits:?}");
            (before, longest) = (wait, longest.max(wait));
        }
    }
    // Above 9 s, where only the third of three can be: one in five of them or so.
    assert!(longest > Duration::from_secs(9), "{longest:?}");
}

#[tokio::test(start_paused = true)]
async fn the_time_limit_holds_for_every_kind() {
    #[retry(max = 9, backoff = "exp(1s)", within = "10s", on(Error::Limited, backoff = "fixed(5s)"), retryable = [Error::Busy])]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let script = Script::new([Limited, Busy, Limited, Busy]);
    assert_eq!(
        (load(&script).await, script.waits()),
        (Err(Limited), seconds([5, 1])),
        "4 s are left for 5 s"
    );
    let script = Script::new([Busy, Limited, Busy, Busy]);
    assert_eq!(
        (load(&script).await, script.waits()),
        (Err(Busy), seconds([1, 5, 2])),
        "2 s are left for 4 s"
    );
}
