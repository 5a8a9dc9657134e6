//! How many attempts the errors of an `on` have: their own, inside those of the function.

use retry_runtime::{Attempt, retry};

use crate::common::script::Script;
use crate::own_schedules::Error::{self, Busy, Limited, Locked};

#[tokio::test(start_paused = true)]
async fn two_errors_of_one_on_are_counted_together() {
    #[retry(max = 9, backoff = none, on(Error::Limited, Error::Locked, max = 3), retryable = [Error::Busy])]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    for errors in [[Limited, Limited], [Limited, Locked], [Locked, Limited], [Locked, Locked]] {
        assert_eq!(load(&Script::new(errors)).await, Ok(3), "{errors:?}");
        for last in [Limited, Locked] {
            let script = Script::new([errors[0], Busy, errors[1], Busy, last]);
            assert_eq!((load(&script).await, script.calls()), (Err(last), 5), "{errors:?} {last:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn two_ons_are_counted_apart() {
    #[retry(
        max = 9,
        backoff = none,
        on(Error::Limited, max = 3),
        on(Error::Locked, max = 2),
        retryable = [Error::Busy],
    )]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    assert_eq!(load(&Script::new([Limited, Locked, Limited, Busy, Busy, Busy, Busy])).await, Ok(8));
    let ends = [(vec![Limited, Locked, Limited, Limited], Limited), (vec![Limited, Locked, Busy, Locked], Locked)];
    for (errors, last) in ends {
        let script = Script::new(errors);
        assert_eq!((load(&script).await, script.calls()), (Err(last), 4));
    }
}

/// The function with up to five attempts at an error that has five of its own, or three.
#[tokio::test(start_paused = true)]
async fn the_function_s_limit_is_above_all() {
    #[retry(max = 5, backoff = none, on(Error::Limited, max = 5), on(Error::Locked, max = 3), retryable = [Error::Busy])]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    for errors in [
        [Limited; 5],
        [Busy; 5],
        [Locked, Busy, Locked, Limited, Busy],
        [Limited, Limited, Locked, Locked, Busy],
    ] {
        let script = Script::new(errors);
        assert_eq!((load(&script).await, script.calls()), (Err(errors[4]), 5), "{errors:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn each_call_counts_anew() {
    #[retry(max = 9, backoff = none, on(Error::Limited, max = 3), retryable = [Error::Busy])]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    for _ in 0..5 {
        assert_eq!(load(&Script::new([Limited; 2])).await, Ok(3));
        assert_eq!(load(&Script::new([Limited; 3])).await, Err(Limited));
    }
}

#[tokio::test(start_paused = true)]
async fn the_body_sees_the_attempts_of_the_function() {
    #[retry(max = 4, backoff = none, on(Error::Limited, max = 2), retryable = [Error::Busy], attempt = n)]
    async fn load(script: &Script<Error>, seen: &mut Vec<Attempt>) -> Result<usize, Error> {
        seen.push(n);
        script.call()
    }
    let mut seen = Vec::new();
    assert_eq!(load(&Script::new([Busy, Limited, Limited]), &mut seen).await, Err(Limited));
    let seen: Vec<_> = seen.iter().map(|n| (n.number(), n.max(), n.is_last())).collect();
    assert_eq!(seen, [(1, 4, false), (2, 4, false), (3, 4, false)]);
}

#[test]
fn a_blocking_function_counts_the_same() {
    #[retry(max = 9, backoff = none, blocking, on(Error::Limited, max = 3), retryable = [Error::Busy])]
    fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    assert_eq!(load(&Script::new([Busy, Limited, Busy, Limited, Busy])), Ok(6));
    assert_eq!(load(&Script::new([Busy, Limited, Busy, Limited, Limited])), Err(Limited));
}

/// The largest attribute: a hundred attempts, and three kinds with as many.
#[tokio::test(start_paused = true)]
async fn the_largest_limits_are_reached_and_not_passed() {
    #[retry(
        max = 100,
        backoff = none,
        non_retryable = [Error::Gone],
        on(Error::Limited, max = 100, backoff = "fixed(1s)"),
        on(Error::Locked, max = 99, backoff = "fixed(2s)"),
    )]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    for (error, calls) in [(Busy, 100), (Limited, 100), (Locked, 99)] {
        let script = Script::new([error; 101]);
        assert_eq!((load(&script).await, script.calls()), (Err(error), calls));
    }
}
