//! A recorder for one test: that of the thread, which a runtime of one thread does not leave.

use std::future::Future;

use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};

/// Runs the future and says what was counted: `name{label=value,..} number`, sorted.
pub async fn counted<F: Future>(future: F) -> (F::Output, Vec<String>) {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let output = {
        let _recorder = metrics::set_default_local_recorder(&recorder);
        future.await
    };
    (output, lines(&snapshotter))
}

/// The calls among them, without the metric's and the function's name.
pub async fn calls<F: Future>(future: F) -> (F::Output, Vec<String>) {
    let (output, lines) = counted(future).await;
    let calls = lines.iter().filter_map(|line| line.strip_prefix("retry_calls_total{name=load,"));
    (output, calls.map(str::to_owned).collect())
}

fn lines(snapshotter: &Snapshotter) -> Vec<String> {
    let metrics = snapshotter.snapshot().into_vec();
    let line = |(key, _, _, value): (metrics_util::CompositeKey, _, _, DebugValue)| {
        let (name, labels) = key.key().clone().into_parts();
        let labels: Vec<_> = labels.iter().map(|label| format!("{}={}", label.key(), label.value())).collect();
        let value = match value {
            DebugValue::Counter(count) => count.to_string(),
            DebugValue::Gauge(value) => value.to_string(),
            DebugValue::Histogram(values) => format!("{:?}", values.iter().map(|value| value.0).collect::<Vec<_>>()),
        };
        format!("{}{{{}}} {value}", name.as_str(), labels.join(","))
    };
    let mut lines: Vec<_> = metrics.into_iter().map(line).collect();
    lines.sort();
    lines
}
