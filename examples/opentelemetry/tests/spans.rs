//! What an exporter gets, exactly: the SDK's exporter in memory is behind the set-up of the example.
//!
//! Each call here is listened to, for `tracing` remembers for the whole process that nobody wants an event.

use opentelemetry::KeyValue;
use opentelemetry::trace::Status;
use opentelemetry_example::spans_to;
use opentelemetry_sdk::trace::{InMemorySpanExporter, SpanData};
use retry_runtime::{Attempt, retry};
use tracing::instrument;
use tracing::instrument::WithSubscriber;

#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("the API key is not valid")]
    InvalidKey,
    #[error("503 Service Unavailable: https://embed.example/v1?key=AIzaSyNot-a-real-key-0123456789abcdefgh&page=7")]
    Unavailable,
}

const WITHOUT_SECRET: &str = "503 Service Unavailable: https://embed.example/v1?key=[redacted]&page=7";

/// The names of the events of a call that succeeds at its third attempt.
const RECOVERY: [&str; 3] = ["attempt failed, retrying", "attempt failed, retrying", "recovered"];

fn third_time(attempt: Attempt) -> Result<u32, Error> {
    let number = attempt.number();
    if number < 3 { Err(Error::Unavailable) } else { Ok(number) }
}

#[retry(max = 4, backoff = "list(2ms, 3ms, 4ms)", non_retryable = [Error::InvalidKey], attempt = n)]
async fn recovers() -> Result<u32, Error> {
    third_time(n)
}

#[retry(max = 4, backoff = "fixed(2ms)", non_retryable = [Error::InvalidKey])]
async fn gives_up() -> Result<u32, Error> {
    Err(Error::InvalidKey)
}

#[retry(max = 4, backoff = none, non_retryable = [Error::InvalidKey])]
async fn exhausts() -> Result<u32, Error> {
    Err(Error::Unavailable)
}

#[retry(max = 4, backoff = none, non_retryable = [Error::InvalidKey], attempt = n)]
#[instrument]
async fn below() -> Result<u32, Error> {
    third_time(n)
}

#[instrument]
#[retry(max = 4, backoff = none, non_retryable = [Error::InvalidKey], attempt = n)]
async fn above() -> Result<u32, Error> {
    third_time(n)
}

#[instrument(skip_all)]
async fn caller(call: impl Future<Output = Result<u32, Error>>) -> Result<u32, Error> {
    call.await
}

#[instrument(skip_all, err)]
async fn caller_with_err(call: impl Future<Output = Result<u32, Error>>) -> Result<u32, Error> {
    call.await
}

/// What is exported of a call: the spans, in the order in which they end.
async fn spans<T>(call: impl Future<Output = T>) -> Vec<SpanData> {
    let exporter = InMemorySpanExporter::default();
    let (provider, subscriber) = spans_to(exporter.clone());
    call.with_subscriber(subscriber).await;
    provider.force_flush().unwrap();
    exporter.get_finished_spans().unwrap()
}

async fn span<T>(call: impl Future<Output = T>) -> SpanData {
    let [span] = <[_; 1]>::try_from(spans(call).await).unwrap();
    span
}

/// The name of a span and of its events.
fn names(span: &SpanData) -> (&str, Vec<&str>) {
    (&span.name, span.events.iter().map(|event| &*event.name).collect())
}

/// The attributes of each event of a span.
fn all_attributes(span: &SpanData) -> Vec<&[KeyValue]> {
    span.events.iter().map(|event| &*event.attributes).collect()
}

/// What every event of a retry has. The numbers are numbers: a back end can compare and add them.
fn attributes(level: &'static str, name: &'static str, attempt: i64, more: &[KeyValue]) -> Vec<KeyValue> {
    attributes_on("retry", level, name, attempt, more)
}

fn attributes_on(
    target: &'static str,
    level: &'static str,
    name: &'static str,
    attempt: i64,
    more: &[KeyValue],
) -> Vec<KeyValue> {
    let common = [
        KeyValue::new("level", level),
        KeyValue::new("target", target),
        KeyValue::new("retry.name", name),
        KeyValue::new("retry.attempt", attempt),
        KeyValue::new("retry.max", 4_i64),
    ];
    [&common, more].concat()
}

#[tokio::test]
async fn attempts_are_events_of_the_callers_span() {
    let span = span(caller(recovers())).await;
    let failed = |attempt, delay_ms: i64| {
        let more = [
            KeyValue::new("retry.delay_ms", delay_ms),
            KeyValue::new("retry.rule", "not in `non_retryable`"),
            KeyValue::new("error", WITHOUT_SECRET),
        ];
        attributes("WARN", "spans::recovers", attempt, &more)
    };
    let recovered = attributes("INFO", "spans::recovers", 3, &[]);
    assert_eq!(names(&span), ("caller", RECOVERY.to_vec()));
    assert_eq!(all_attributes(&span), [failed(1, 2), failed(2, 3), recovered]);
}

#[tokio::test]
async fn a_permanent_error_is_one_event() {
    let span = span(caller(gives_up())).await;
    let more = [
        KeyValue::new("retry.outcome", "not_retryable"),
        KeyValue::new("retry.rule", "Error::InvalidKey"),
        KeyValue::new("error", "the API key is not valid"),
    ];
    assert_eq!(names(&span), ("caller", vec!["gave up"]));
    assert_eq!(
        all_attributes(&span),
        [attributes_on("retry::not_retryable", "WARN", "spans::gives_up", 1, &more)]
    );
}

/// The status comes from the level of the event: what the caller makes of the error is not asked.
#[tokio::test]
async fn only_what_was_worth_another_attempt_makes_the_status_an_error() {
    assert_eq!(span(caller(recovers())).await.status, Status::Unset);
    assert_eq!(span(caller(gives_up())).await.status, Status::Unset, "an answer");
    assert_eq!(span(caller(exhausts())).await.status, Status::error(""));
    let answers_without = caller(async { Ok(exhausts().await.unwrap_or(0)) });
    assert_eq!(span(answers_without).await.status, Status::error(""));
}

#[tokio::test]
async fn below_is_a_span_for_the_call() {
    let span = span(below()).await;
    assert_eq!(names(&span), ("below", RECOVERY.to_vec()));
}

#[tokio::test]
async fn above_is_a_span_for_each_attempt() {
    let around = spans(caller(above())).await;
    let expected = [("above", vec![]), ("above", vec![]), ("above", vec![]), ("caller", RECOVERY.to_vec())];
    assert_eq!(around.iter().map(names).collect::<Vec<_>>(), expected);
    let caller = around[3].span_context.span_id();
    assert!(around[..3].iter().all(|attempt| attempt.parent_span_id == caller));
}

#[tokio::test]
async fn events_outside_any_span_are_lost() {
    assert_eq!(spans(recovers()).await, []);
    assert_eq!(spans(above()).await.iter().map(names).collect::<Vec<_>>(), vec![("above", vec![]); 3]);
}

/// Why the example says to be careful with `err`: it is `tracing`'s, and no redactor is asked.
#[tokio::test]
async fn err_writes_the_error_a_second_time_as_it_is() {
    let span = span(caller_with_err(async { Err(Error::Unavailable) })).await;
    let text = Error::Unavailable.to_string();
    assert_eq!(names(&span), ("caller_with_err", vec!["exception"]));
    assert!(all_attributes(&span)[0].contains(&KeyValue::new("exception.message", text.clone())));
    assert_eq!(span.status, Status::error(text));
}
