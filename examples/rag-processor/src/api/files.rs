//! `POST /files`: a file, or where it is, becomes a job.

use std::sync::Arc;

use axum::Json;
use axum::body::to_bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::jobs::Shown;
use super::{Api, Problem};
use crate::bucket::Object;
use crate::jobs::JobId;
use crate::pipeline::{KEPT, Kind, PipelineError, SERVICE};

/// A request with this key that comes again is the same job.
const KEY: &str = "idempotency-key";

/// How large a reference may be.
const REFERENCE: usize = 64 << 10;

/// How much is read of a file beyond what it may have.
const PATIENCE: usize = 16 << 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reference {
    source: String,
}

/// The file of a form, or the reference in JSON.
pub(super) async fn post(State(api): State<Arc<Api>>, request: Request) -> Result<Response, Problem> {
    let (kind, key) = (text(request.headers(), header::CONTENT_TYPE.as_str()), text(request.headers(), KEY));
    let kind = kind.unwrap_or_default();
    let source = if kind.starts_with("multipart/form-data") {
        let content = uploaded(request, api.max_size).await?;
        format!("{KEPT}{}", api.jobs.keep(&content).await?)
    } else if kind.starts_with("application/json") {
        referred(request).await?
    } else {
        let detail =
            "send a form (multipart/form-data) with the field `file`, or JSON: {\"source\": \"gs://bucket/object\"}";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
    };
    let job = match &key {
        Some(key) => api.jobs.create_once(SERVICE, &source, key).await?,
        None => api.jobs.create(SERVICE, &source).await?,
    };
    accepted(&api, job.id).await
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

async fn accepted(api: &Api, id: JobId) -> Result<Response, Problem> {
    let row = api.jobs.row(id).await?;
    let row = row.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, format!("job {id} is gone")))?;
    let mut headers = HeaderMap::new();
    if let Ok(location) = format!("/jobs/{id}").parse() {
        headers.insert(header::LOCATION, location);
    }
    Ok((StatusCode::ACCEPTED, headers, Json(Shown::from(row))).into_response())
}

async fn referred(request: Request) -> Result<String, Problem> {
    let body = to_bytes(request.into_body(), REFERENCE).await.map_err(|_| {
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("a reference has {REFERENCE} bytes at most"))
    })?;
    let reference = serde_json::from_slice::<Reference>(&body).map_err(|wrong| {
        let status = if wrong.is_data() {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::BAD_REQUEST
        };
        Problem::new(status, format!("the body is not {{\"source\": \"gs://bucket/object\"}}; {wrong}"))
    })?;
    let object = reference.source.parse::<Object>();
    object
        .map(|object| object.to_string())
        .map_err(|wrong| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("`source` is of no use; {wrong}")))
}

/// The content of the field `file`, if it is of a type that is processed.
async fn uploaded(request: Request, max_size: usize) -> Result<Vec<u8>, Problem> {
    let wrong = |error: MultipartError| Problem::new(error.status(), error.body_text());
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|rejection| Problem::new(rejection.status(), rejection.body_text()))?;
    while let Some(field) = form.next_field().await.map_err(wrong)? {
        if field.name() == Some("file") {
            let content = read(field, max_size).await.map_err(wrong)?;
            let too_large = format!("a file has {max_size} bytes at most");
            let content = content.ok_or_else(|| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, too_large))?;
            Kind::of(&content).map_err(|error| match error {
                PipelineError::Empty => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error.to_string()),
                error => Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, error.to_string()),
            })?;
            return Ok(content);
        }
    }
    Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "the form has no field `file`"))
}

/// The content of a field. `None` if it is too large.
///
/// What is too large is read for a while, and thrown away: an answer that comes while the request is still sent can be lost.
async fn read(mut field: Field<'_>, max_size: usize) -> Result<Option<Vec<u8>>, MultipartError> {
    let (mut content, mut size) = (Vec::new(), 0);
    while let Some(chunk) = field.chunk().await? {
        size += chunk.len();
        if size <= max_size {
            content.extend_from_slice(&chunk);
        } else if size > max_size.saturating_add(PATIENCE) {
            break;
        }
    }
    Ok((size <= max_size).then_some(content))
}
