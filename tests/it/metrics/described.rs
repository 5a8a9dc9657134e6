//! Descriptions and units, for a recorder that asks for them.

use metrics::Unit;
use metrics_util::debugging::DebuggingRecorder;
use retry_runtime::{CircuitBreaker, describe_metrics, record_states, retry};

use crate::common::{Error, Service, Step};

#[tokio::test(start_paused = true)]
async fn every_metric_has_a_description_and_a_unit() {
    #[retry(max = 2, retryable = [Error::Busy])]
    async fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let _recorder = metrics::set_default_local_recorder(&recorder);
    describe_metrics();
    load(&Service::new(&[Step::Busy, Step::Done])).await.unwrap();
    CircuitBreaker::new("service").force_open();
    record_states();

    let metrics = snapshotter.snapshot().into_vec();
    let mut told: Vec<_> = metrics
        .into_iter()
        .map(|(key, unit, description, _)| (key.key().name().to_owned(), unit, description.is_some()))
        .collect();
    told.sort_by(|a, b| a.0.cmp(&b.0));
    told.dedup();
    let expected = [
        ("retry_breaker_state", None),
        ("retry_budget_tokens", Some(Unit::Count)),
        ("retry_calls_total", Some(Unit::Count)),
        ("retry_retries_total", Some(Unit::Count)),
        ("retry_wait_seconds", Some(Unit::Seconds)),
    ];
    assert_eq!(told, expected.map(|(name, unit)| (name.to_owned(), unit, true)));
}
