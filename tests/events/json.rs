//! The events as a log pipeline reads them: JSON, with numbers as numbers.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use retry_runtime::retry;
use serde_json::{Value, json};
use tracing::instrument::WithSubscriber;

use crate::common::{Error, Service, Step};

/// A file in memory.
#[derive(Clone, Default)]
struct File(Arc<Mutex<Vec<u8>>>);

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[retry(max = 3, backoff = "exp(1500ms)", retryable = [Error::Busy(_)], name = "load")]
async fn load(service: &Service) -> Result<usize, Error> {
    service.call()
}

async fn logged(script: &[Step]) -> Vec<Value> {
    let file = File::default();
    let writer = file.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .without_time()
        .with_writer(move || writer.clone())
        .finish();
    let _ = load(&Service::new(script)).with_subscriber(subscriber).await;
    let text = String::from_utf8(file.0.lock().unwrap().clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn event(level: &str, target: &str, fields: &Value) -> Value {
    json!({ "level": level, "target": target, "fields": fields })
}

#[tokio::test(start_paused = true)]
async fn a_call_that_gives_up() {
    let expected = [
        event(
            "WARN",
            "retry",
            &json!({
                "message": "attempt failed, retrying", "retry.name": "load", "retry.attempt": 1, "retry.max": 3,
                "retry.delay_ms": 1500, "retry.rule": "Error::Busy(_)", "error": "events::common::Error",
            }),
        ),
        event(
            "WARN",
            "retry::not_retryable",
            &json!({
                "message": "gave up", "retry.name": "load", "retry.attempt": 2, "retry.max": 3,
                "retry.outcome": "not_retryable", "retry.rule": "not in `retryable`", "error": "events::common::Error",
            }),
        ),
    ];
    assert_eq!(logged(&[Step::Busy, Step::Gone]).await, expected);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_recovers() {
    let lines = logged(&[Step::Busy, Step::Done]).await;
    let fields = json!({ "message": "recovered", "retry.name": "load", "retry.attempt": 2, "retry.max": 3 });
    assert_eq!(lines[1..], [event("INFO", "retry", &fields)]);
}
