//! Every interleaving of up to five failures of three kinds, and of one that ends the call, against a plain loop.

use retry_runtime::retry;

use crate::common::script::{Script, seconds};
use crate::own_schedules::Error::{self, Busy, Gone, Limited, Locked};

/// What an attribute says, read by hand: the waits of `Busy`, `Limited` and `Locked`, in seconds.
struct Plan {
    max: usize,
    waits: [&'static [u64]; 3],
}

/// How many calls this script makes, and the waits between them.
fn expected(plan: &Plan, script: &[Error]) -> (usize, Vec<u64>) {
    let (mut failures, mut waits) = ([0; 3], Vec::new());
    for (number, error) in (1..).zip(script) {
        let kind = match error {
            Busy => 0,
            Limited => 1,
            Locked => 2,
            Gone => return (number, waits),
        };
        let wait = plan.waits[kind].get(failures[kind]);
        match wait {
            Some(wait) if number < plan.max => waits.push(*wait),
            _ => return (number, waits),
        }
        failures[kind] += 1;
    }
    (script.len() + 1, waits)
}

/// Every script of up to five errors.
fn scripts() -> Vec<Vec<Error>> {
    let mut scripts = vec![Vec::new()];
    let mut begin = 0;
    for _ in 0..5 {
        let end = scripts.len();
        for number in begin..end {
            scripts.extend([Busy, Limited, Locked, Gone].map(|error| [scripts[number].as_slice(), &[error]].concat()));
        }
        begin = end;
    }
    scripts
}

/// Holds a function to its plan.
async fn assert_follows(plan: Plan, load: impl AsyncFn(&Script<Error>) -> Result<usize, Error>) {
    for errors in scripts() {
        let script = Script::new(errors.clone());
        let outcome = load(&script).await;
        let (calls, waits) = expected(&plan, &errors);
        assert_eq!((script.calls(), script.waits()), (calls, seconds(waits)), "{errors:?}");
        assert_eq!(outcome, errors.get(calls - 1).map_or(Ok(calls), |error| Err(*error)), "{errors:?}");
    }
}

#[test]
fn the_enumeration_is_complete() {
    let distinct: std::collections::HashSet<String> = scripts().iter().map(|script| format!("{script:?}")).collect();
    assert_eq!((distinct.len(), scripts().len()), (1_365, 1_365), "1 + 4 + 16 + 64 + 256 + 1024");
}

#[tokio::test(start_paused = true)]
async fn the_limits_of_the_kinds_end_calls() {
    #[retry(
        max = 6,
        backoff = "exp(1s)",
        non_retryable = [Error::Gone],
        on(Error::Limited, max = 3, backoff = "exp(10s)"),
        on(Error::Locked, max = 2, backoff = "fixed(7s)"),
    )]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let plan = Plan { max: 6, waits: [&[1, 2, 4, 8, 16], &[10, 20], &[7]] };
    assert_follows(plan, load).await;
}

#[tokio::test(start_paused = true)]
async fn the_limit_of_the_function_ends_calls() {
    #[retry(
        max = 4,
        backoff = "linear(1s)",
        on(Error::Limited, backoff = "list(10s, 50s, 20s)"),
        on(Error::Locked, max = 3, backoff = none),
        retryable = [Error::Busy],
    )]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let plan = Plan { max: 4, waits: [&[1, 2, 3], &[10, 50, 20], &[0, 0]] };
    assert_follows(plan, load).await;
}

#[tokio::test(start_paused = true)]
async fn a_kind_without_a_backoff_walks_the_function_s_own_from_its_start() {
    #[retry(
        max = 5,
        backoff = "fib(3s)",
        non_retryable = [Error::Gone],
        on(Error::Limited, max = 3),
        on(Error::Locked, max = 5),
        retryable = [Error::Busy],
    )]
    async fn load(script: &Script<Error>) -> Result<usize, Error> {
        script.call()
    }
    let plan = Plan { max: 5, waits: [&[3, 3, 6, 9], &[3, 3], &[3, 3, 6, 9]] };
    assert_follows(plan, load).await;
}
