//! What the server says: Gemini's answers, word for word where they matter.

use std::io;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};

use super::{Call, Fault, cloud};

/// What a fault is that is an answer.
pub(super) fn failure(fault: Fault, call: Call) -> Response {
    match (fault, call) {
        (Fault::InvalidKey, Call::Download | Call::Embed) => cloud::unauthenticated(),
        (Fault::InvalidKey, _) => invalid_key(),
        (Fault::InvalidRequest, _) => invalid_request("Request contains an invalid argument."),
        (Fault::Throttled(wait), Call::Download) => cloud::slow_down(wait),
        (Fault::Throttled(wait), _) => throttled(wait),
        (Fault::DailyQuota, _) => daily_quota(),
        (Fault::Internal, _) => internal(),
        (Fault::Malformed, _) => malformed(),
        (Fault::Unavailable | Fault::Hung | Fault::Dropped | Fault::Truncated, _) => unavailable(),
    }
}

/// Half of an answer that says that it is whole; then the connection is closed.
pub(super) async fn truncated(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
    let half = bytes.slice(..bytes.len() / 2);
    let cut = async {
        // What is written and cut in the same moment is not sent at all.
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(io::ErrorKind::ConnectionReset.into())
    };
    let broken = stream::once(async { Ok::<Bytes, io::Error>(half) }).chain(stream::once(cut));
    Response::from_parts(parts, Body::from_stream(broken))
}

/// What a model answers to a request that is well, or the error that the request's own mistake deserves.
pub(super) fn model(path: &str, body: &[u8]) -> Response {
    let Ok(request) = serde_json::from_slice::<Value>(body) else {
        return invalid_request("Invalid JSON payload received.");
    };
    match path.strip_prefix("/v1beta/models/").and_then(|call| call.split_once(':')) {
        Some((_, "generateContent")) => match generated(&request) {
            Some(text) => Json(json!({
                "candidates": [{ "content": { "parts": [{ "text": text }], "role": "model" }, "finishReason": "STOP" }],
                "usageMetadata": { "promptTokenCount": 258, "candidatesTokenCount": 42, "totalTokenCount": 300 },
            }))
            .into_response(),
            None => invalid_request("GenerateContentRequest.contents: contents is not specified."),
        },
        Some((_, "embedContent")) => match request["outputDimensionality"].as_u64() {
            Some(dimensions @ 1..=3072) => {
                let values: Vec<f32> = (0..dimensions).map(|_| 0.5).collect();
                Json(json!({ "embedding": { "values": values } })).into_response()
            }
            _ => invalid_request("EmbedContentRequest.output_dimensionality: must be in 1..=3072."),
        },
        _ => error(StatusCode::NOT_FOUND, "NOT_FOUND", "The method is not found.", &json!([])),
    }
}

/// The answer to a file that is begun under the name the request gives it, if `begin` can.
pub(super) fn begun(body: &[u8], begin: impl FnOnce(&str) -> bool) -> Response {
    let request = serde_json::from_slice::<Value>(body).unwrap_or_default();
    match request["file"]["name"].as_str() {
        Some(name) if begin(name) => about(name),
        Some(_) => error(StatusCode::CONFLICT, "ALREADY_EXISTS", "The file already exists.", &json!([])),
        None => invalid_request("CreateFileRequest.file: name is not specified."),
    }
}

/// The answer to a request about the file at the end of the path, if `serve` finds it.
pub(super) fn file(path: &str, serve: impl FnOnce(&str) -> bool) -> Response {
    let name = path.find("files/").map_or("", |start| &path[start..]);
    if serve(name) {
        about(name)
    } else {
        error(StatusCode::NOT_FOUND, "NOT_FOUND", "The file does not exist.", &json!([]))
    }
}

fn about(name: &str) -> Response {
    let uri = format!("https://generativelanguage.googleapis.com/v1beta/{name}");
    Json(json!({ "file": { "name": name, "uri": uri } })).into_response()
}

/// What a model would say, judged by the kind of file it is asked about and by the question.
fn generated(request: &Value) -> Option<&'static str> {
    let parts = request["contents"][0]["parts"].as_array()?;
    let kind = parts.iter().find_map(|part| {
        let data = part.get("fileData").or_else(|| part.get("inlineData"))?;
        data["mimeType"].as_str()
    });
    let asks_for = |word| parts.iter().any(|part| part["text"].as_str().is_some_and(|text| text.contains(word)));
    Some(match kind.unwrap_or("text/plain").split('/').next()? {
        "video" => r#"[{"at":"00:00","scene":"A title card."},{"at":"00:07","scene":"A rocket leaves the pad."}]"#,
        "text" if asks_for("the last of these chunks") => "It is the part about the limit of attempts.",
        "audio" if asks_for("Transcribe") => {
            "[00:00] Ada: Is it safe to try again?\n[00:03] Grace: Once it is classified.\n"
        }
        "audio" => "A conversation of two engineers.\n\nThey agree on a limit of three attempts.",
        "image" => "A bar chart of requests by attempt.",
        _ => r#"{"title":"Retries","facts":["Every retry has a limit.","An invalid key is not retried."]}"#,
    })
}

/// HTTP 400, not 401: Gemini tells an invalid key only in the reason.
pub(super) fn invalid_key() -> Response {
    let details = json!([
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "API_KEY_INVALID",
            "domain": "googleapis.com",
            "metadata": { "service": "generativelanguage.googleapis.com" },
        },
        {
            "@type": "type.googleapis.com/google.rpc.LocalizedMessage",
            "locale": "en-US",
            "message": "API key not valid. Please pass a valid API key.",
        },
    ]);
    let message = "API key not valid. Please pass a valid API key.";
    error(StatusCode::BAD_REQUEST, "INVALID_ARGUMENT", message, &details)
}

pub(super) fn invalid_request(message: &str) -> Response {
    error(StatusCode::BAD_REQUEST, "INVALID_ARGUMENT", message, &json!([]))
}

pub(super) fn throttled(wait: Option<&str>) -> Response {
    quota_failure("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", wait)
}

/// Gemini asks for seconds here, which help nobody.
pub(super) fn daily_quota() -> Response {
    quota_failure("GenerateRequestsPerDayPerProjectPerModel-FreeTier", Some("0.250s"))
}

/// The wait is in the body; there is no `Retry-After` header.
fn quota_failure(quota: &str, wait: Option<&str>) -> Response {
    let mut details = vec![
        json!({
            "@type": "type.googleapis.com/google.rpc.QuotaFailure",
            "violations": [{
                "quotaMetric": "generativelanguage.googleapis.com/generate_content_free_tier_requests",
                "quotaId": quota,
                "quotaValue": "10",
            }],
        }),
        json!({
            "@type": "type.googleapis.com/google.rpc.Help",
            "links": [{
                "description": "Learn more about Gemini API quotas",
                "url": "https://ai.google.dev/gemini-api/docs/rate-limits",
            }],
        }),
    ];
    let mut message = "You exceeded your current quota.".to_owned();
    if let Some(wait) = wait {
        message = format!("{message} Please retry in {wait}.");
        details.push(json!({ "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": wait }));
    }
    error(StatusCode::TOO_MANY_REQUESTS, "RESOURCE_EXHAUSTED", &message, &details.into())
}

pub(super) fn unavailable() -> Response {
    let message = "The model is overloaded. Please try again later.";
    error(StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE", message, &json!([]))
}

pub(super) fn internal() -> Response {
    let message = "An internal error has occurred.";
    error(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL", message, &json!([]))
}

/// A success whose JSON was cut off.
pub(super) fn malformed() -> Response {
    let body = r#"{"candidates": [{"content": {"parts": [{"text": "A ro"#;
    ([(header::CONTENT_TYPE, "application/json; charset=UTF-8")], body).into_response()
}

pub(super) fn error(code: StatusCode, status: &str, message: &str, details: &Value) -> Response {
    let body = json!({
        "error": { "code": code.as_u16(), "message": message, "status": status, "details": details },
    });
    (code, Json(body)).into_response()
}
