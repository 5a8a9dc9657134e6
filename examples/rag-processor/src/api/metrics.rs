//! `GET /metrics`: what this process has counted, as Prometheus reads it, and how many jobs there are.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use retry_runtime::{describe_metrics, record_states};

use super::{Api, Problem};
use crate::jobs::Status;

/// What this process has counted.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// Counts from the first call on. There is one of it in a process.
    ///
    /// # Errors
    /// If something else in this process counts already.
    pub fn install() -> Result<Self, BuildError> {
        static INSTALLED: Mutex<Option<PrometheusHandle>> = Mutex::new(None);
        // It is set in one step, so a panic elsewhere leaves it whole.
        let mut installed = INSTALLED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(handle) = &*installed {
            return Ok(Self(handle.clone()));
        }
        let handle = PrometheusBuilder::new().install_recorder()?;
        describe_metrics();
        Ok(Self(installed.insert(handle).clone()))
    }
}

impl std::fmt::Debug for Metrics {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Metrics(..)")
    }
}

pub(super) async fn get(State(api): State<Arc<Api>>) -> Result<impl IntoResponse, Problem> {
    record_states();
    let mut text = api.metrics.0.render();
    let counts = api.jobs.counts().await?;
    text.push_str("# HELP rag_jobs Jobs in the table.\n# TYPE rag_jobs gauge\n");
    for status in Status::ALL {
        let jobs = counts.get(&status).copied().unwrap_or(0);
        // Writing to a string does not fail.
        let _written = writeln!(text, "rag_jobs{{status=\"{status}\"}} {jobs}");
    }
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text))
}
