//! Calls in calls, and what is told of them.

use retry_runtime::retry;

use crate::common::events::events;
use crate::common::limited::Error;
use crate::nesting::{pairs, told};

const BUSY: &str = "retry.rule=\"Error::Busy\" error=\"busy\"";

fn retrying(name: &str, attempt: u32, max: u32) -> String {
    format!(
        "WARN retry \"attempt failed, retrying\" retry.name=\"{name}\" retry.attempt={attempt} retry.max={max} \
         retry.delay_ms=0 {BUSY}"
    )
}

fn exhausted(name: &str, max: u32) -> String {
    format!(
        "ERROR retry::gave_up \"gave up\" retry.name=\"{name}\" retry.attempt={max} retry.max={max} \
         retry.outcome=\"exhausted\" {BUSY}"
    )
}

fn multiply(outer: (&str, u32), inner: (&str, u32), product: u32) -> String {
    format!(
        "WARN retry \"retries multiply\" retry.name=\"{}\" retry.max={} retry.inner=\"{}\" retry.inner_max={} \
         retry.product={product}",
        outer.0, outer.1, inner.0, inner.1
    )
}

#[tokio::test]
async fn two_layers_are_told_once() {
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "two.inner")]
    async fn inner() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "two.outer")]
    async fn outer() -> Result<(), Error> {
        inner().await
    }
    let attempt = [retrying("two.inner", 1, 2), exhausted("two.inner", 2)];
    let [retry, give_up] = &attempt;
    let (_, lines) = events(outer()).await;
    let multiply = multiply(("two.outer", 3), ("two.inner", 2), 6);
    let [first, second] = [1, 2].map(|attempt| retrying("two.outer", attempt, 3));
    let last = exhausted("two.outer", 3);
    assert_eq!(
        lines,
        [
            retry, give_up, &first, //
            retry, give_up, &second, &multiply, //
            retry, give_up, &last
        ]
        .map(Clone::clone)
    );

    let (_, again) = events(outer()).await;
    let without: Vec<_> = lines.into_iter().filter(|line| *line != multiply).collect();
    assert_eq!(again, without, "once in a process");
}

#[tokio::test]
async fn three_layers_are_two_pairs() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "three.c")]
    async fn c() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "three.b")]
    async fn b() -> Result<(), Error> {
        c().await
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "three.a")]
    async fn a() -> Result<(), Error> {
        b().await
    }
    let (_, lines) = events(a()).await;
    assert_eq!(told(&lines), ["three.b > three.c", "three.a > three.b"]);
    // Each call tells as much as it has attempts: one of `a`, three of `b`, nine of `c`.
    assert_eq!(lines.len(), (1 + 3 + 9) * 3 + 2);
}

/// What tries once does not hide what it calls.
/// In a process where nothing has given up before.
#[test]
fn the_first_calls_that_give_up_are_seen() {
    for test in ["two_layers_are_told_once", "three_layers_are_two_pairs"] {
        let mut alone = std::process::Command::new(std::env::current_exe().unwrap());
        let output = alone.args(["--exact", &format!("nesting::layers::{test}")]).output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && told.contains("1 passed"), "{told}");
    }
}

#[tokio::test]
async fn a_layer_that_does_not_retry_is_passed_over() {
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "passed.c")]
    async fn c() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 2, backoff = none, non_retryable = [Error::Busy], name = "passed.b")]
    async fn b() -> Result<(), Error> {
        c().await
    }
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "passed.a")]
    async fn a() -> Result<(), Error> {
        b().await
    }
    assert_eq!(pairs(a()).await, ["passed.a > passed.c"]);
}

#[tokio::test]
async fn a_function_multiplies_its_own_retries() {
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "recursion")]
    async fn load(depth: u32) -> Result<(), Error> {
        if depth == 0 { Err(Error::Busy(0)) } else { Box::pin(load(depth - 1)).await }
    }
    assert_eq!(pairs(load(2)).await, ["recursion > recursion"]);
}

#[tokio::test]
async fn each_pair_is_told() {
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "pairs.x")]
    async fn x() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "pairs.y")]
    async fn y() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "pairs.a", attempt = n)]
    async fn a() -> Result<(), Error> {
        if n.is_last() { y().await } else { x().await }
    }
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "pairs.b")]
    async fn b() -> Result<(), Error> {
        x().await
    }
    assert_eq!(pairs(a()).await, ["pairs.a > pairs.x", "pairs.a > pairs.y"]);
    assert_eq!(pairs(b()).await, ["pairs.b > pairs.x"]);
}

#[test]
fn blocking_functions_on_a_thread() {
    #[retry(max = 2, backoff = fixed(1ms), blocking, retryable = [Error::Busy], name = "blocking.inner")]
    fn inner() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 2, backoff = none, blocking, retryable = [Error::Busy], name = "blocking.outer")]
    fn outer() -> Result<(), Error> {
        inner()
    }
    let told = futures_util::FutureExt::now_or_never(pairs(async { outer() }));
    assert_eq!(told.unwrap(), ["blocking.outer > blocking.inner"]);
}
