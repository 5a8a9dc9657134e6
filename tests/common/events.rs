//! A subscriber that keeps every event as one line of text.

use std::fmt::{Debug, Write};
use std::future::Future;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber;
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry;

/// Keeps `LEVEL target "message" field=value ..`, the fields in the order in which they were recorded.
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Recorder {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line::default();
        event.record(&mut line);
        let metadata = event.metadata();
        let line = format!("{} {} {}{}", metadata.level(), metadata.target(), line.message, line.fields);
        self.0.lock().unwrap().push(line);
    }
}

impl Recorder {
    /// What it has kept, and keeps no longer.
    pub fn lines(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

#[derive(Default)]
struct Line {
    message: String,
    fields: String,
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.message = format!("\"{value:?}\"");
        } else {
            let _ = write!(self.fields, " {}={value:?}", field.name());
        }
    }
}

/// The level and the target of the event of a call that ended so.
pub fn ended(outcome: &str) -> &'static str {
    match outcome {
        "not_retryable" => "WARN retry::not_retryable",
        "cancelled" => "INFO retry::cancelled",
        _ => "ERROR retry::gave_up",
    }
}

/// What the future came to, and its events.
pub async fn events<F: Future>(future: F) -> (F::Output, Vec<String>) {
    let recorder = Recorder::default();
    let output = future.with_subscriber(registry().with(recorder.clone())).await;
    (output, recorder.lines())
}
