//! Beside `#[tracing::instrument]`: below the attribute it makes one span for a call, above it one for each attempt.

use std::sync::{Arc, Mutex};

use retry_runtime::retry;
use tracing::instrument::WithSubscriber;
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber, instrument};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::{self, LookupSpan};

use crate::common::{Error, Service, Step};

/// One span for a call: the events of the attempts are inside.
#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
#[instrument(skip(service))]
async fn below(service: Arc<Service>, name: String) -> Result<usize, Error> {
    let _ = &name;
    service.call()
}

/// A span for each attempt, inside the loop. `instrument` moves the parameters into its block, so they are references
/// or `Copy` here.
#[instrument(skip(service))]
#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn above(service: &Service, name: &str) -> Result<usize, Error> {
    let _ = name;
    service.call()
}

/// What is owned is cloned for each attempt.
#[instrument(skip_all)]
#[retry(max = 3, backoff = none, retryable = [Error::Busy], clone(service))]
async fn above_and_owned(service: Arc<Service>) -> Result<usize, Error> {
    service.call()
}

fn busy_twice() -> Service {
    Service::new(&[Step::Busy, Step::Busy, Step::Done])
}

/// Keeps every new span and every event with the span it is in.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        self.0.lock().unwrap().push(format!("span {}", attributes.metadata().name()));
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let span = context.event_span(event).map_or("none", |span| span.name());
        self.0.lock().unwrap().push(format!("{} in {span}", event.metadata().level()));
    }
}

async fn spans(call: impl Future<Output = Result<usize, Error>>) -> Vec<String> {
    let spans = Spans::default();
    assert_eq!(call.with_subscriber(registry::Registry::default().with(spans.clone())).await, Ok(3));
    std::mem::take(&mut *spans.0.lock().unwrap())
}

#[tokio::test]
async fn below_is_a_span_for_the_call() {
    let lines = spans(below(busy_twice().into(), "a".into())).await;
    assert_eq!(lines, ["span below", "WARN in below", "WARN in below", "INFO in below"]);
}

#[tokio::test]
async fn above_is_a_span_for_each_attempt() {
    let (first, events) = ("span above", ["WARN in none", "span above"]);
    let lines = spans(above(&busy_twice(), "a")).await;
    assert_eq!(lines, [&[first][..], &events, &events, &["INFO in none"]].concat());
    let lines = spans(above_and_owned(busy_twice().into())).await;
    assert_eq!(lines.iter().filter(|line| *line == "span above_and_owned").count(), 3);
}
