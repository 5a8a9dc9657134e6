//! The targets of the events, by which a filter tells what somebody must look at from everyday business.

use retry_runtime::{CircuitBreaker, CircuitOpen, retry};
use tracing::instrument::WithSubscriber;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry;

use crate::common::events::Recorder;

#[derive(Debug, PartialEq, thiserror::Error)]
enum Error {
    #[error("busy")]
    Busy,
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Open(#[from] CircuitOpen),
}

#[retry(max = 2, backoff = none, retryable = [Error::Busy], breaker(breaker), attempt = n)]
async fn load(breaker: &CircuitBreaker, answers: &[Result<(), Error>]) -> Result<(), Error> {
    match &answers[n.number() as usize - 1] {
        Ok(()) => Ok(()),
        Err(Error::Busy) => Err(Error::Busy),
        Err(_) => Err(Error::NotFound),
    }
}

/// Every kind of event, as this filter lets them pass.
async fn told(filter: &str) -> Vec<String> {
    let recorder = Recorder::default();
    let filter: Targets = filter.parse().unwrap();
    let all = async {
        let breaker = CircuitBreaker::new("service");
        let _ = load(&breaker, &[Err(Error::NotFound)]).await;
        let _ = load(&breaker, &[Err(Error::Busy), Ok(())]).await;
        let _ = load(&breaker, &[Err(Error::Busy), Err(Error::Busy)]).await;
        breaker.force_open();
        let _ = load(&breaker, &[]).await;
    };
    all.with_subscriber(registry().with(recorder.clone()).with(filter)).await;
    let words = |line: String| line.split(" retry.name").next().unwrap_or_default().to_owned();
    recorder.lines().into_iter().map(words).collect()
}

const RETRYING: &str = "WARN retry \"attempt failed, retrying\"";
const GAVE_UP: &str = "ERROR retry::gave_up \"gave up\"";
const NOT_RETRYABLE: &str = "WARN retry::not_retryable \"gave up\"";

#[tokio::test]
async fn retry_covers_all_of_them() {
    let all = told("retry=trace").await;
    let opened = "WARN retry \"breaker opened\" retry.breaker=\"service\" retry.reason=\"forced\"";
    let recovered = "INFO retry \"recovered\"";
    assert_eq!(all, [NOT_RETRYABLE, RETRYING, recovered, RETRYING, GAVE_UP, opened, GAVE_UP]);
}

#[tokio::test]
async fn an_answer_can_be_silenced_and_an_outage_heard() {
    assert_eq!(told("retry=error").await, [GAVE_UP, GAVE_UP], "a 404 is no error of ours");
    assert_eq!(told("retry::gave_up=info").await, [GAVE_UP, GAVE_UP]);
    let without = told("retry=warn,retry::not_retryable=off").await;
    assert!(
        !without.contains(&NOT_RETRYABLE.to_owned()) && without.contains(&GAVE_UP.to_owned()),
        "{without:?}"
    );
}
