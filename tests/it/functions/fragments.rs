//! What a `macro_rules!` passes on into an attribute is read like what stands there: every kind of fragment, in every place
//! where it can stand.

use std::time::Duration;

use retry_runtime::{AttemptTimeout, CircuitBreaker, CircuitOpen, RetryBudget, policy, retry};
use tokio::time::Instant;

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    #[error("busy")]
    Busy,
    #[error("gone")]
    Gone,
    #[error("source")]
    Caused(#[from] Cause),
    #[error(transparent)]
    Late(#[from] AttemptTimeout),
    #[error(transparent)]
    Open(#[from] CircuitOpen),
}

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("cause")]
pub struct Cause;

fn is_busy(error: &Error) -> bool {
    *error == Error::Busy
}

#[expect(clippy::unnecessary_wraps, reason = "what `hint(..)` asks")]
fn two_seconds(_: &Error) -> Option<Duration> {
    Some(Duration::from_secs(2))
}

static BREAKER: CircuitBreaker = CircuitBreaker::new("fragments").window(1_000);
static BUDGET: RetryBudget = RetryBudget::new();

policy! {
    static POLICY: Error = (max = 3, backoff = fixed(1s), retryable = [Error::Busy, Error::Late]);
}

/// Makes the module `$name` with a function for each `$kind` of fragment; in the attribute, `$x` is the fragment.
macro_rules! passed_on {
    ($d:tt $x:ident $name:ident: $($kind:ident)+ = $value:tt => $attribute:tt) => {
        mod $name {$(
            pub mod $kind {
                #[allow(unused_imports)]
                use crate::functions::fragments::*;
                macro_rules! make {
                    ($d $x:$kind) => {
                        #[retry $attribute]
                        pub async fn call(failing: u32, calls: &mut u32) -> Result<(), Error> {
                            *calls += 1;
                            if *calls > failing { Ok(()) } else { Err(Error::Busy) }
                        }
                    };
                }
                make! $value
            }
        )+}
    };
}

passed_on!($ x max: literal expr tt = { 3 } => (max = $x, backoff = fixed(1s), retryable = [Error::Busy]));
passed_on!($ x backoff: literal tt = { "fixed(1s)" } => (max = 3, backoff = $x, retryable = [Error::Busy]));
passed_on!($ x base: literal expr tt = { 1s } => (max = 3, backoff = fixed($x), retryable = [Error::Busy]));
passed_on!($ x first: literal expr tt = { 1s } => (max = 3, backoff = exp($x, factor = 1.001, max = $x), retryable = [Error::Busy]));
passed_on!($ x factor: literal expr tt = { 1.001 } => (max = 3, backoff = exp(1s, factor = $x, max = 1s), retryable = [Error::Busy]));
passed_on!($ x jitter: literal expr tt = { 0.000001 } => (max = 3, backoff = exp(1s, max = 1s, jitter = $x), retryable = [Error::Busy]));
passed_on!($ x within: literal expr tt = { 10s } => (max = 3, backoff = fixed(1s), retryable = [Error::Busy], within = $x));
passed_on!($ x timeout: literal expr tt = { 10s } => (max = 3, backoff = fixed(1s), retryable = [Error::Busy, Error::Late], attempt_timeout = $x));
passed_on!($ x pattern: pat pat_param expr path = { Error::Busy } => (max = 3, backoff = fixed(1s), retryable = [$x]));
passed_on!($ x alternatives: pat = { Error::Busy | Error::Gone } => (max = 3, backoff = fixed(1s), retryable = [$x]));
passed_on!($ x beside: pat_param path = { Error::Busy } => (max = 3, backoff = fixed(1s), retryable = [Error::Gone | $x]));
passed_on!($ x guarded: pat_param path = { Error::Busy } => (max = 3, backoff = fixed(1s), retryable = [$x if BUDGET.available() > 0]));
passed_on!($ x function: path expr ident tt = { is_busy } => (max = 3, backoff = fixed(1s), retryable = [$x]));
passed_on!($ x closure: expr = { |error| *error == Error::Busy } => (max = 3, backoff = fixed(1s), retryable = [$x]));
passed_on!($ x ty: ty path ident tt = { Cause } => (max = 3, backoff = fixed(1s), non_retryable = [source($x)]));
passed_on!($ x bare: ty path ident tt = { Cause } => (max = 3, backoff = fixed(1s), non_retryable = [|error: &Error| std::error::Error::source(error).is_some_and(|error| error.is::<$x>())]));
passed_on!($ x ask: path expr ident tt = { two_seconds } => (max = 3, backoff = none, retryable = [Error::Busy], hint($x, cap = 60s)));
passed_on!($ x cap: literal expr tt = { 60s } => (max = 3, backoff = none, retryable = [Error::Busy], hint(two_seconds, cap = $x)));
passed_on!($ x hook: expr = { |retry| drop(retry.error_text()) } => (max = 3, backoff = fixed(1s), retryable = [Error::Busy], on_retry = $x));
passed_on!($ x breaker: expr path ident tt = { BREAKER } => (max = 3, backoff = fixed(1s), retryable = [Error::Busy], breaker($x)));
passed_on!($ x trips: pat path expr = { Error::Gone } => (max = 3, backoff = fixed(1s), retryable = [Error::Busy], breaker(BREAKER, trips_on = [$x])));
passed_on!($ x budget: expr path ident tt = { BUDGET } => (max = 3, backoff = fixed(1s), retryable = [Error::Busy], budget = $x));
passed_on!($ x cancel: expr = { std::future::pending::<()>() } => (max = 3, backoff = fixed(1s), retryable = [Error::Busy], cancel = $x));
passed_on!($ x shared: path expr ident tt = { POLICY } => (policy = $x));
passed_on!($ x lowered: literal expr tt = { 3 } => (policy = POLICY, max = $x));
passed_on!($ x name: literal expr tt = { "fragments" } => (max = 3, backoff = fixed(1s), retryable = [Error::Busy], name = $x));
passed_on!($ x on: pat expr path = { Error::Busy } => (max = 3, backoff = none, on($x, max = 3, backoff = fixed(1s)), retryable = [Error::Gone], non_retryable = [_]));
passed_on!($ x krate: path ident tt = { retry_runtime } => (max = 3, backoff = fixed(1s), retryable = [Error::Busy], crate = $x));

/// Two failures and a success: three calls, and two waits of this many seconds each.
macro_rules! check {
    ($wait:literal: $($name:ident: $($kind:ident)+),+ $(,)?) => {$($({
        let (mut calls, start) = (0, Instant::now());
        let place = concat!(stringify!($name), ", ", stringify!($kind));
        assert_eq!($name::$kind::call(2, &mut calls).await, Ok(()), "{place}");
        assert_eq!(calls, 3, "{place}");
        let waits = start.elapsed().as_secs_f64();
        assert!((waits - 2.0 * f64::from($wait)).abs() < 0.01, "{place}: {waits}");
    })+)+};
}

#[tokio::test(start_paused = true)]
async fn every_fragment_in_every_place() {
    check!(1: max: literal expr tt, backoff: literal tt, base: literal expr tt, first: literal expr tt);
    check!(1: factor: literal expr tt, jitter: literal expr tt, within: literal expr tt, timeout: literal expr tt);
    check!(1: pattern: pat pat_param expr path, alternatives: pat, beside: pat_param path, guarded: pat_param path);
    check!(1: function: path expr ident tt, closure: expr, ty: ty path ident tt, bare: ty path ident tt);
    check!(1: hook: expr, breaker: expr path ident tt, trips: pat path expr, budget: expr path ident tt, cancel: expr);
    check!(1: shared: path expr ident tt, lowered: literal expr tt, name: literal expr tt, on: pat expr path);
    check!(1: krate: path ident tt);
    check!(2: ask: path expr ident tt, cap: literal expr tt);
}

macro_rules! of_a_future {
    ($future:expr) => {
        #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
        fn future() -> impl Future<Output = Result<u32, Error>> {
            $future
        }
    };
}

of_a_future!(async move { Err(Error::Busy) });

macro_rules! attribute_on {
    ($item:item) => {
        #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
        $item
    };
}

attribute_on! {
    async fn item(calls: &mut u32) -> Result<(), Error> {
        *calls += 1;
        Err(Error::Busy)
    }
}

#[tokio::test]
async fn a_body_and_a_whole_function_are_passed_on() {
    assert_eq!(future().await, Err(Error::Busy));
    let mut calls = 0;
    assert_eq!(item(&mut calls).await, Err(Error::Busy));
    assert_eq!(calls, 3);
}

/// Parentheses around a value say nothing, either.
#[retry(max = (3), backoff = (fixed((1s))), within = (10s), retryable = [(Error::Busy)], on_retry = (|retry| *retries += retry.attempt))]
async fn parentheses(retries: &mut u32) -> Result<(), Error> {
    Err(Error::Busy)
}

#[retry(max = 3, backoff = none, retryable = [(is_busy), (|error| *error == Error::Gone)], hint((two_seconds), cap = (60s)))]
async fn more_parentheses() -> Result<(), Error> {
    Err(Error::Gone)
}

#[tokio::test(start_paused = true)]
async fn parentheses_around_a_value_are_read_like_the_value() {
    let (mut retries, start) = (0, Instant::now());
    assert_eq!(parentheses(&mut retries).await, Err(Error::Busy));
    assert_eq!((retries, start.elapsed()), (1 + 2, Duration::from_secs(2)));
    assert_eq!(more_parentheses().await, Err(Error::Gone));
    assert_eq!(start.elapsed(), Duration::from_secs(2 + 4));
}

/// The attempt is a name of the macro's own, which the parameter of the same name does not clash with.
macro_rules! numbered {
    ($name:ident($parameter:ident)) => {
        #[retry(max = 3, backoff = none, retryable = [Error::Busy], attempt = n, clone($parameter))]
        async fn $name($parameter: String) -> Result<String, Error> {
            let text = $parameter;
            if n.is_last() {
                Ok(format!("{text} {}", n.number()))
            } else {
                Err(Error::Busy)
            }
        }
    };
}

numbered!(numbered(n));

#[tokio::test]
async fn a_name_of_another_macro_is_another_name() {
    assert_eq!(numbered("n".to_owned()).await.as_deref(), Ok("n 3"));
}
