//! What a scrape of a service gets: the text that metrics-exporter-prometheus renders.

use std::collections::{BTreeMap, BTreeSet};

use metrics_exporter_prometheus::PrometheusBuilder;
use retry_runtime::{describe_metrics, record_states};

use crate::services;

/// The labels of each metric, and the values that they had.
#[derive(Debug, Default)]
pub struct Scrape(BTreeMap<String, BTreeMap<String, BTreeSet<String>>>);

impl Scrape {
    /// Of a service that was called, once with summaries, which are the default of the exporter, and once with buckets.
    pub async fn of_the_services() -> Self {
        let mut scrape = Self::default();
        let buckets = PrometheusBuilder::new().set_buckets(&[0.1, 1.0, 10.0]).expect("buckets");
        for builder in [PrometheusBuilder::new(), buckets] {
            let recorder = builder.build_recorder();
            // Of this thread, on which the whole test runs.
            let _guard = metrics::set_default_local_recorder(&recorder);
            describe_metrics();
            for number in 0..5 {
                services::round(number).await;
            }
            record_states();
            scrape.read(&recorder.handle().render());
        }
        scrape
    }

    fn read(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (series, _value) = line.rsplit_once(' ').expect("a value");
            let (name, labels) = series.split_once('{').unwrap_or((series, "}"));
            let of = self.0.entry(name.to_owned()).or_default();
            for label in labels.trim_end_matches('}').split(',').filter(|label| !label.is_empty()) {
                let (label, value) = label.split_once('=').expect("a label");
                let values = of.entry(label.to_owned()).or_default();
                values.insert(value.trim_matches('"').to_owned());
            }
        }
    }

    /// The metrics that there are.
    pub fn metrics(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// The labels of a metric with their values; `None` if there is no such metric.
    pub fn labels(&self, metric: &str) -> Option<&BTreeMap<String, BTreeSet<String>>> {
        self.0.get(metric)
    }
}

#[tokio::test]
async fn a_scrape_has_every_metric_in_both_forms_of_waits() {
    let scrape = Scrape::of_the_services().await;
    let metrics: Vec<_> = scrape.metrics().map(String::as_str).collect();
    let expected = [
        "retry_breaker_state",
        "retry_budget_tokens",
        "retry_calls_total",
        "retry_retries_total",
        "retry_wait_seconds",
        "retry_wait_seconds_bucket",
        "retry_wait_seconds_count",
        "retry_wait_seconds_sum",
    ];
    assert_eq!(metrics, expected);
    assert!(
        scrape
            .labels("retry_wait_seconds")
            .is_some_and(|labels| labels["quantile"].contains("0.95"))
    );
}
