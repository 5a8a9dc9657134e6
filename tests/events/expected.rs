//! An answer that was expected is everyday business: told to who debugs, and to nobody else.

use retry_runtime::retry;
use tracing::instrument::WithSubscriber;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;

use crate::common::events::{Recorder, events};
use crate::common::{Error, Service, Step};

#[retry(max = 3, backoff = none, expected = [Error::Gone], retryable = [Error::Busy], name = "load")]
async fn load(service: &Service) -> Result<usize, Error> {
    service.call()
}

fn expected(attempt: u32) -> String {
    format!(
        "DEBUG retry::expected \"expected answer\" retry.name=\"load\" retry.attempt={attempt} retry.max=3 \
         retry.outcome=\"expected\" retry.rule=\"Error::Gone\" error=\"events::common::Error\""
    )
}

#[tokio::test]
async fn it_has_a_level_and_a_target_of_its_own() {
    let (_, lines) = events(load(&Service::new(&[Step::Gone]))).await;
    assert_eq!(lines, [expected(1)]);
    let (_, lines) = events(load(&Service::new(&[Step::Busy, Step::Gone]))).await;
    assert_eq!(lines[1..], [expected(2)], "and not that the call has recovered");
}

#[tokio::test]
async fn at_info_there_is_no_line_of_it() {
    let recorder = Recorder::default();
    let subscriber = registry().with(recorder.clone()).with(LevelFilter::INFO);
    assert!(load(&Service::new(&[Step::Gone])).with_subscriber(subscriber).await.is_err());
    assert_eq!(recorder.lines(), Vec::<String>::new());
}
