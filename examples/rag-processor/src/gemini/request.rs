//! Sending a request and classifying what comes back: the one place where that is done.

use axum::body::Bytes;
use reqwest::{RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;

use super::status::classify;
use super::{ApiKey, GeminiError, InvalidRequest};

/// A request that has yet to be sent, and the key it is sent with, which its answer may repeat.
pub(super) struct Request {
    builder: RequestBuilder,
    key: ApiKey,
}

/// Its answer, whatever it says.
pub(super) struct Answer {
    code: StatusCode,
    body: Bytes,
    key: ApiKey,
}

impl Request {
    pub(super) fn new(builder: RequestBuilder, key: ApiKey) -> Self {
        Self { builder, key }
    }

    pub(super) fn with(self, change: impl FnOnce(RequestBuilder) -> RequestBuilder) -> Self {
        Self { builder: change(self.builder), ..self }
    }

    /// Sends it, and takes any answer.
    pub(super) async fn send(self) -> Result<Answer, GeminiError> {
        let response = self.builder.send().await.map_err(no_answer)?;
        let code = response.status();
        let body = response.bytes().await.map_err(no_answer)?;
        Ok(Answer { code, body, key: self.key })
    }
}

impl Answer {
    pub(super) fn is_not_found(&self) -> bool {
        self.code == StatusCode::NOT_FOUND
    }

    /// What a success says, or what any other answer means.
    pub(super) fn read<A: DeserializeOwned>(&self) -> Result<A, GeminiError> {
        if !self.code.is_success() {
            return Err(classify(self.code, &self.body, &self.key));
        }
        serde_json::from_slice(&self.body).map_err(|error| GeminiError::Malformed(error.to_string()))
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
