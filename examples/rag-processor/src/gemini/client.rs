//! The client: its address, its key, its limits, and what a model can be asked.

use std::sync::{Arc, PoisonError, RwLock};

use reqwest::Method;
use reqwest::header::{HeaderValue, InvalidHeaderValue};
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use super::request::Request;
use super::wire::{EmbedRequest, EmbedResponse, GenerateRequest, GenerateResponse};
use super::{ApiKey, GeminiError, Limits};
use crate::call::Call;
use crate::http;

/// A client of the Gemini API. Clones share its connections, its key and its limits.
#[derive(Clone, Debug)]
pub struct Gemini(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    http: reqwest::Client,
    base_url: String,
    credential: RwLock<Credential>,
    limits: Limits,
}

#[derive(Clone, Debug)]
struct Credential {
    key: ApiKey,
    header: HeaderValue,
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
    /// A client of the API at `base_url`, which waits for an answer for as long as its caller does.
    ///
    /// # Errors
    /// If the key cannot be sent in a header, or the HTTP client cannot be built.
    pub fn new(base_url: &str, key: ApiKey, limits: Limits) -> Result<Self, SetupError> {
        let credential = RwLock::new(Credential::new(key)?);
        let http = http::client().map_err(SetupError::Http)?;
        let base_url = base_url.trim_end_matches('/').to_owned();
        Ok(Self(Arc::new(Inner { http, base_url, credential, limits })))
    }

    /// What holds the calls of this client back together.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// Uses another key from now on, and closes the breaker that the old one opened.
    ///
    /// In this order: an attempt that the closed breaker lets in has the new key. One that was let in before may still
    /// fail with the old key, but it counts for nothing in a breaker that was reset since.
    ///
    /// # Errors
    /// If the key cannot be sent in a header; the old one is kept then.
    pub fn replace_key(&self, key: ApiKey) -> Result<(), SetupError> {
        let credential = Credential::new(key)?;
        *self.0.credential.write().unwrap_or_else(PoisonError::into_inner) = credential;
        self.limits().auth.reset();
        Ok(())
    }

    /// Asks `model` to generate content.
    ///
    /// # Errors
    /// If the server refuses the request, fails, or gives no answer or not that of the API.
    pub async fn generate(
        &self,
        call: impl Into<Call>,
        model: &str,
        request: &GenerateRequest,
    ) -> Result<GenerateResponse, GeminiError> {
        self.post(&call.into(), &format!("{model}:generateContent"), request).await
    }

    /// Asks `model` for the vector of a text.
    ///
    /// # Errors
    /// As [`generate`](Self::generate).
    pub async fn embed(
        &self,
        call: impl Into<Call>,
        model: &str,
        request: &EmbedRequest,
    ) -> Result<EmbedResponse, GeminiError> {
        self.post(&call.into(), &format!("{model}:embedContent"), request).await
    }

    async fn post<A: DeserializeOwned>(
        &self,
        call: &Call,
        model: &str,
        body: &impl Serialize,
    ) -> Result<A, GeminiError> {
        let request = self.request(call, Method::POST, &format!("v1beta/models/{model}"));
        request.with(|request| request.json(body)).send().await?.read()
    }

    /// A request to `path`, with the key of the moment.
    pub(super) fn request(&self, call: &Call, method: Method, path: &str) -> Request {
        let Inner { http, base_url, credential, .. } = &*self.0;
        // A credential is replaced in one step, so a panic elsewhere leaves it whole.
        let Credential { key, header } = credential.read().unwrap_or_else(PoisonError::into_inner).clone();
        let builder = http.request(method, format!("{base_url}/{path}")).header("x-goog-api-key", header);
        Request::new(call.on(builder), key)
    }
}

impl Credential {
    fn new(key: ApiKey) -> Result<Self, SetupError> {
        let mut header = HeaderValue::from_str(key.reveal()).map_err(SetupError::Key)?;
        header.set_sensitive(true);
        Ok(Self { key, header })
    }
}
