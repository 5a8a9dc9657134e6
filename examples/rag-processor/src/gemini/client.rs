//! Sending a request and classifying what comes back: the one place where that is done.

use std::time::Duration;

use reqwest::header::{HeaderValue, InvalidHeaderValue};
use reqwest::redirect::Policy;
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use super::status::classify;
use super::wire::{EmbedRequest, EmbedResponse, GenerateRequest, GenerateResponse};
use super::{ApiKey, GeminiError, InvalidRequest};
use crate::jobs::JobId;

/// Names the job of a request, so that the server can count what a job costs.
pub const JOB_HEADER: &str = "x-job-id";

/// A client of the Gemini API. Clones share its connections.
#[derive(Clone, Debug)]
pub struct Gemini {
    http: reqwest::Client,
    base_url: String,
    key: ApiKey,
    key_header: HeaderValue,
}

/// Why a client could not be made.
#[derive(Debug, Error)]
pub enum SetupError {
    /// The key cannot be sent in a header.
    #[error("the API key has characters that no HTTP header may have")]
    Key(#[source] InvalidHeaderValue),
    /// The HTTP client could not be built.
    #[error("the HTTP client could not be built")]
    Http(#[source] reqwest::Error),
}

impl Gemini {
    /// A client of the API at `base_url` that waits at most `timeout` for each answer.
    ///
    /// # Errors
    /// If the key cannot be sent in a header, or the HTTP client cannot be built.
    pub fn new(base_url: &str, key: ApiKey, timeout: Duration) -> Result<Self, SetupError> {
        let mut key_header = HeaderValue::from_str(key.reveal()).map_err(SetupError::Key)?;
        key_header.set_sensitive(true);
        // A redirect would carry the key to another host, for reqwest does not know this header as a secret. A proxy
        // that the environment names could not reach loopback.
        let http = reqwest::Client::builder().timeout(timeout).redirect(Policy::none()).no_proxy();
        let http = http.build().map_err(SetupError::Http)?;
        Ok(Self {
            http,
            base_url: base_url.trim_end_matches('/').to_owned(),
            key,
            key_header,
        })
    }

    /// Asks `model` to generate content.
    ///
    /// # Errors
    /// If the server refuses the request, fails, or gives no answer or not that of the API.
    pub async fn generate(
        &self,
        job: JobId,
        model: &str,
        request: &GenerateRequest,
    ) -> Result<GenerateResponse, GeminiError> {
        self.post(job, &format!("{model}:generateContent"), request).await
    }

    /// Asks `model` for the vector of a text.
    ///
    /// # Errors
    /// As [`generate`](Self::generate).
    pub async fn embed(&self, job: JobId, model: &str, request: &EmbedRequest) -> Result<EmbedResponse, GeminiError> {
        self.post(job, &format!("{model}:embedContent"), request).await
    }

    async fn post<A: DeserializeOwned>(&self, job: JobId, call: &str, body: &impl Serialize) -> Result<A, GeminiError> {
        let request = self
            .http
            .post(format!("{}/v1beta/models/{call}", self.base_url))
            .header("x-goog-api-key", &self.key_header)
            .header(JOB_HEADER, job.to_string())
            .json(body);
        let response = request.send().await.map_err(no_answer)?;
        let code = response.status();
        let body = response.bytes().await.map_err(no_answer)?;
        if !code.is_success() {
            return Err(classify(code, &body, &self.key));
        }
        serde_json::from_slice(&body).map_err(|error| GeminiError::Malformed(error.to_string()))
    }
}

/// A request that could not even be built will not be better next time; everything else is the network.
fn no_answer(error: reqwest::Error) -> GeminiError {
    let error = error.without_url();
    if error.is_builder() {
        InvalidRequest::new(error.to_string()).into()
    } else {
        GeminiError::Transport(error)
    }
}
