//! What a bucket, Vertex AI and the token server say.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Json;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::replies::{self, error};

/// The objects of all buckets, and the tokens that are accepted.
#[derive(Debug, Default)]
pub(super) struct Cloud(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    objects: HashMap<String, (u64, Arc<[u8]>)>,
    generation: u64,
    /// How many tokens were given out; the last one is the one that counts.
    tokens: u64,
    revoked: u64,
}

impl Cloud {
    /// Puts an object, `bucket/name`, in the place of the one that there is.
    pub(super) fn put(&self, path: &str, content: &[u8]) {
        let mut state = self.state();
        state.generation += 1;
        let generation = state.generation;
        state.objects.insert(path.to_owned(), (generation, content.into()));
    }

    /// No token that was given out so far is accepted any more.
    pub(super) fn revoke_tokens(&self) {
        let mut state = self.state();
        state.revoked = state.tokens;
    }

    pub(super) fn accepts(&self, authorization: Option<&str>) -> bool {
        let number = authorization.and_then(|value| value.strip_prefix("Bearer ya29.demo-token-"));
        let number = number.and_then(|number| number.parse::<u64>().ok());
        let state = self.state();
        number.is_some_and(|number| number > state.revoked && number <= state.tokens)
    }

    /// A token, for an assertion that looks like one.
    pub(super) fn token(&self, body: &[u8]) -> Response {
        let form = String::from_utf8_lossy(body);
        let assertion = form.split('&').find_map(|field| field.strip_prefix("assertion="));
        if assertion.is_none_or(|assertion| assertion.split('.').count() != 3) {
            let answer = json!({ "error": "invalid_grant", "error_description": "Invalid JWT Signature." });
            return (StatusCode::BAD_REQUEST, Json(answer)).into_response();
        }
        let mut state = self.state();
        state.tokens += 1;
        let token = format!("ya29.demo-token-{}", state.tokens);
        Json(json!({ "access_token": token, "expires_in": 3599, "token_type": "Bearer" })).into_response()
    }

    /// The content of an object, or the part of it that is asked for.
    pub(super) fn object(&self, path: &str, query: &str, headers: &HeaderMap) -> Response {
        let name = path.strip_prefix("/storage/v1/b/").and_then(|path| path.split_once("/o/"));
        let name = name.map(|(bucket, name)| format!("{bucket}/{}", name.replace("%2F", "/").replace("%20", " ")));
        let found = name.and_then(|name| self.state().objects.get(&name).cloned());
        let Some((generation, content)) = found else {
            return (StatusCode::NOT_FOUND, "No such object").into_response();
        };
        let wanted = query.split('&').find_map(|pair| pair.strip_prefix("ifGenerationMatch="));
        if wanted.is_some_and(|wanted| wanted != generation.to_string()) {
            return (StatusCode::PRECONDITION_FAILED, "conditionNotMet").into_response();
        }
        let (total, from) = (content.len(), range(headers));
        let generation = ("x-goog-generation", generation.to_string());
        match from {
            Some(from) if from >= total => StatusCode::RANGE_NOT_SATISFIABLE.into_response(),
            Some(from) => {
                let range = (header::CONTENT_RANGE.as_str(), format!("bytes {from}-{}/{total}", total - 1));
                let body = Bytes::copy_from_slice(&content[from..]);
                (StatusCode::PARTIAL_CONTENT, [generation, range], body).into_response()
            }
            None => ([generation], Bytes::copy_from_slice(&content)).into_response(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Each use is one change or one reading, so a panic elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// From which byte on an object is asked for, if only a part of it is.
pub(super) fn range(headers: &HeaderMap) -> Option<usize> {
    let range = headers.get(header::RANGE)?.to_str().ok()?;
    range.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}

/// The vectors of what is to be embedded.
pub(super) fn vectors(body: &[u8]) -> Response {
    let request = serde_json::from_slice::<Value>(body).unwrap_or_default();
    let (instance, dimension) = (&request["instances"][0], request["parameters"]["dimension"].as_u64());
    let (Some(_), Some(dimension @ (128 | 256 | 512 | 1408))) = (instance["text"].as_str(), dimension) else {
        return replies::invalid_request("The request has no instance, or a wrong dimension.");
    };
    let vector: Vec<f32> = (0..dimension).map(|_| 0.5).collect();
    let mut prediction = json!({ "textEmbedding": vector });
    if instance["image"]["bytesBase64Encoded"].is_string() {
        prediction["imageEmbedding"] = json!(vector);
    }
    Json(json!({ "predictions": [prediction], "deployedModelId": "1" })).into_response()
}

/// 401, as all of Google's services that take tokens say it.
pub(super) fn unauthenticated() -> Response {
    let message = "Request had invalid authentication credentials. Expected OAuth 2 access token.";
    error(StatusCode::UNAUTHORIZED, "UNAUTHENTICATED", message, &json!([]))
}

/// 429 of Cloud Storage, whose wait is in whole seconds and in a header.
pub(super) fn slow_down(wait: Option<&str>) -> Response {
    let seconds = wait.and_then(|wait| wait.strip_suffix('s')?.parse::<f64>().ok()).map(f64::ceil);
    let mut response = (StatusCode::TOO_MANY_REQUESTS, "rateLimitExceeded").into_response();
    if let Some(value) = seconds.and_then(|seconds| format!("{seconds:.0}").parse().ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}
