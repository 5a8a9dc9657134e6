//! `GET /jobs` and `GET /jobs/{id}`: what the table says.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Api, Problem};
use crate::clock::Timestamp;
use crate::jobs::{Row, Status, Step};

/// How many jobs are listed, unless more or fewer are asked for.
const LIMIT: u32 = 50;
const MOST: u32 = 1000;

/// A job as it is shown. Times are microseconds since the Unix epoch.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    id: String,
    status: &'static str,
    source: String,
    step: Option<String>,
    retry_count: u32,
    attempts: serde_json::Map<String, Value>,
    claims: u32,
    lost_workers: u32,
    created_at: i64,
    started_at: Option<i64>,
    finished_at: Option<i64>,
    output: Option<Value>,
    last_error: Option<String>,
}

impl From<Row> for Shown {
    fn from(row: Row) -> Self {
        let attempts = Step::ALL.map(|step| (step.to_string(), row.attempts.of(step).into()));
        Self {
            id: row.id.to_string(),
            status: row.status.as_str(),
            source: row.source,
            step: row.step,
            retry_count: row.retry_count,
            attempts: attempts.into_iter().collect(),
            claims: row.claims,
            lost_workers: row.kills,
            created_at: row.created.as_micros(),
            started_at: row.started.map(Timestamp::as_micros),
            finished_at: row.finished.map(Timestamp::as_micros),
            output: row.output.and_then(|output| serde_json::from_str(&output).ok()),
            last_error: row.last_error,
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    status: Option<String>,
    limit: Option<u32>,
}

pub(super) async fn get(State(api): State<Arc<Api>>, Path(id): Path<String>) -> Result<Json<Shown>, Problem> {
    let row = match id.parse() {
        Ok(id) => api.jobs.row(id).await?,
        Err(_) => None,
    };
    row.map(|row| Json(row.into()))
        .ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, format!("there is no job {id}")))
}

pub(super) async fn list(
    State(api): State<Arc<Api>>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<Vec<Shown>>, Problem> {
    let Query(wanted) = wanted.map_err(|rejection| Problem::new(rejection.status(), rejection.body_text()))?;
    let status = wanted.status.map(|name| Status::named(&name).ok_or(name)).transpose().map_err(|name| {
        let names = Status::ALL.map(Status::as_str).join(", ");
        Problem::new(StatusCode::BAD_REQUEST, format!("no status is named {name}; there are {names}"))
    })?;
    let rows = api.jobs.list(status, wanted.limit.unwrap_or(LIMIT).min(MOST)).await?;
    Ok(Json(rows.into_iter().map(Shown::from).collect()))
}
