//! What nobody listens to is not written: no event, and not the text of an error either.

use std::cell::Cell;
use std::fmt;

use retry_runtime::retry;
use tracing::instrument::WithSubscriber;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;

use crate::common::events::Recorder;

/// Counts how often it is written.
struct Counted<'a>(&'a Cell<u32>);

impl fmt::Display for Counted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.set(self.0.get() + 1);
        f.write_str("busy")
    }
}

#[retry(max = 3, backoff = none, retryable = [|_: &Counted<'_>| fails > 0], attempt = n)]
async fn load(fails: u32, written: &Cell<u32>) -> Result<(), Counted<'_>> {
    if n.number() <= fails { Err(Counted(written)) } else { Ok(()) }
}

/// How many events there are, and how often the error was written for them.
async fn told(level: LevelFilter, fails: u32) -> (usize, u32) {
    let (recorder, written) = (Recorder::default(), Cell::new(0));
    let subscriber = registry().with(recorder.clone()).with(level);
    let _ = load(fails, &written).with_subscriber(subscriber).await;
    (recorder.lines().len(), written.get())
}

/// A registry keeps the text of the last error, so it writes every one.
const KEPT: u32 = if cfg!(feature = "registry") { 1 } else { 0 };

#[tokio::test]
async fn the_text_is_written_for_events_that_somebody_hears() {
    assert_eq!(told(LevelFilter::INFO, 3).await, (3, 3 + 3 * KEPT));
    assert_eq!(told(LevelFilter::INFO, 2).await, (3, 2 + 2 * KEPT), "two retries and the recovery");
    assert_eq!(told(LevelFilter::WARN, 2).await, (2, 2 + 2 * KEPT));
    assert_eq!(told(LevelFilter::ERROR, 3).await, (1, 1 + 3 * KEPT), "that it gave up");
    assert_eq!(told(LevelFilter::ERROR, 2).await, (0, 2 * KEPT));
    assert_eq!(told(LevelFilter::OFF, 3).await, (0, 3 * KEPT));
    assert_eq!(told(LevelFilter::INFO, 0).await, (0, 0));
}
