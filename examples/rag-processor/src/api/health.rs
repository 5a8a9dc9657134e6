//! `GET /health`: whether the database answers, and how the workers are.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Api;

/// A worker that was not heard of for as long is not there.
const SILENCE: Duration = Duration::from_secs(15);

/// How long the database has to answer: whoever asks for the health will not wait for long.
const PATIENCE: Duration = Duration::from_secs(2);

/// 200 while the database answers, 503 otherwise. An open breaker is `degraded`, and no reason to restart anything.
pub(super) async fn get(State(api): State<Arc<Api>>) -> (StatusCode, Json<Value>) {
    let asked = async {
        api.jobs.ping().await?;
        api.jobs.workers(SILENCE).await
    };
    let Ok(Ok(workers)) = tokio::time::timeout(PATIENCE, asked).await else {
        let down = json!({ "status": "down", "database": "no answer" });
        return (StatusCode::SERVICE_UNAVAILABLE, Json(down));
    };
    let well = !workers.is_empty() && workers.iter().all(|worker| worker.breakers.is_empty());
    let workers: Vec<_> = workers
        .into_iter()
        .map(|worker| {
            let breakers = worker.breakers.split(',').filter_map(|breaker| breaker.split_once('='));
            let breakers: serde_json::Map<_, _> =
                breakers.map(|(name, state)| (name.to_owned(), Value::from(state))).collect();
            json!({ "name": worker.name, "silent_ms": worker.silent.as_millis(), "breakers": breakers })
        })
        .collect();
    let status = if well { "ok" } else { "degraded" };
    (StatusCode::OK, Json(json!({ "status": status, "database": "ok", "workers": workers })))
}
