//! Panics, in a call and beside it, and those of a recorder or a subscriber.

use std::future::{Future, pending};
use std::panic::{AssertUnwindSafe, catch_unwind};

use futures_util::FutureExt;
use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use retry_runtime::{CircuitBreaker, retry};

use crate::common::metrics::calls;

/// An error whose text panics.
#[derive(Debug)]
struct Silent;

impl std::fmt::Display for Silent {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        panic!("no text")
    }
}

#[retry(max = 3, backoff = none, retryable = [|_: &Silent| retries], name = "load")]
async fn silent(retries: bool) -> Result<(), Silent> {
    Err(Silent)
}

#[retry(max = 3, backoff = none, retryable = [|_: &u32| panic!("no class")], name = "load")]
async fn no_class() -> Result<(), u32> {
    Err(1)
}

#[retry(max = 3, backoff = none, retryable = [|error| *error > 0], on_retry = |retry| assert!(retry.attempt > 9, "no hook"), name = "load")]
async fn no_hook() -> Result<(), u32> {
    Err(1)
}

#[retry(max = 3, backoff = none, blocking, retryable = [|error| *error > 0], name = "load")]
fn blocking() -> Result<(), u32> {
    panic!("no answer")
}

/// Polled once, to its panic.
async fn panics(call: impl Future) -> Vec<String> {
    let (outcome, calls) = calls(async { catch_unwind(AssertUnwindSafe(|| call.now_or_never().is_some())) }).await;
    assert!(outcome.is_err());
    calls
}

/// Everybody listens to everything, or a text is not asked for.
fn listening() -> tracing::subscriber::DefaultGuard {
    tracing::subscriber::set_default(tracing_subscriber::fmt().with_writer(std::io::sink).finish())
}

#[tokio::test]
async fn what_panics_in_a_call_is_the_calls_panic() {
    let _listening = listening();
    assert_eq!(
        panics(silent(false)).await,
        ["outcome=panicked,retried=false} 1"],
        "while `gave up` is written"
    );
    assert_eq!(panics(silent(true)).await, ["outcome=panicked,retried=false} 1"], "while a retry is told");
    assert_eq!(panics(no_class()).await, ["outcome=panicked,retried=false} 1"]);
    assert_eq!(panics(no_hook()).await, ["outcome=panicked,retried=true} 1"]);
    assert_eq!(panics(async { blocking() }).await, ["outcome=panicked,retried=false} 1"]);
}

#[retry(max = 3, backoff = none, retryable = [|error| *error > 0], name = "load")]
async fn waits() -> Result<(), u32> {
    pending().await
}

/// Polls a future once, and panics beside it.
fn panics_beside(waiting: std::pin::Pin<Box<impl Future>>) {
    let _held = waiting;
    panic!("the neighbour")
}

#[tokio::test]
async fn a_call_that_is_dropped_because_its_neighbour_panicked_is_cancelled() {
    let (outcome, calls) = calls(async {
        let mut waiting = Box::pin(waits());
        assert!(waiting.as_mut().now_or_never().is_none());
        catch_unwind(AssertUnwindSafe(|| panics_beside(waiting)))
    })
    .await;
    assert!(outcome.is_err());
    assert_eq!(calls, ["outcome=cancelled,retried=false} 1"]);
}

/// A recorder whose counters panic.
struct Broken;

impl Recorder for Broken {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
        panic!("no counter")
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

#[retry(max = 3, backoff = none, retryable = [|error| *error > 0])]
async fn fails() -> Result<(), u32> {
    Err(1)
}

/// It panics when the retry is counted, and once more, in a destructor, when the call is.
#[test]
fn a_recorder_that_panics_does_not_abort_the_process() {
    let panicked = metrics::with_local_recorder(&Broken, || catch_unwind(AssertUnwindSafe(|| fails().now_or_never())));
    assert!(panicked.is_err());
}

/// A recorder that resets a breaker while it is told that the breaker has opened.
struct Resets(&'static CircuitBreaker);

static BREAKER: CircuitBreaker = CircuitBreaker::new("reset by its recorder");

impl Recorder for Resets {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
        Counter::noop()
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        if self.0.refusal().is_some() {
            self.0.reset();
        }
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

#[test]
fn a_recorder_may_change_the_breaker_that_it_is_told_of() {
    metrics::with_local_recorder(&Resets(&BREAKER), || BREAKER.force_open());
    assert_eq!(BREAKER.refusal(), None, "and nothing has waited for itself");
}
