//! Asking for the vector of a text, or of an image with its caption.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::StatusCode;
use retry_runtime::hint::proto_duration;
use retry_runtime::{CircuitBreaker, RetryBudget};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Tokens, VertexError};
use crate::call::Call;

/// How many numbers a vector has.
pub const DIMENSIONS: usize = 128;

/// A client of Vertex AI. Clones share its connections and its limits.
#[derive(Clone, Debug)]
pub struct Vertex(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    http: reqwest::Client,
    url: String,
    tokens: Tokens,
    capacity: CircuitBreaker,
    budget: RetryBudget,
}

/// What is to become a vector. Those of texts and of images can be compared.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// A text, or the caption of the image.
    pub text: &'a str,
    /// An image.
    pub image: Option<&'a [u8]>,
}

#[derive(Deserialize)]
struct Answer {
    predictions: Vec<Prediction>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Prediction {
    text_embedding: Option<Vec<f32>>,
    image_embedding: Option<Vec<f32>>,
}

impl Vertex {
    /// A client of the API at `base_url`, in the region `location`.
    #[must_use]
    pub fn new(http: reqwest::Client, base_url: &str, location: &str, tokens: Tokens) -> Self {
        let (base_url, project) = (base_url.trim_end_matches('/'), tokens.project());
        let models = format!("{base_url}/v1/projects/{project}/locations/{location}/publishers/google/models");
        let url = format!("{models}/multimodalembedding@001:predict");
        let (capacity, budget) = (CircuitBreaker::new("vertex.capacity"), RetryBudget::new());
        Self(Arc::new(Inner { http, url, tokens, capacity, budget }))
    }

    /// Opens while Vertex AI is down.
    #[must_use]
    pub fn capacity(&self) -> &CircuitBreaker {
        &self.0.capacity
    }

    /// Bounds the retries of all vectors.
    #[must_use]
    pub fn budget(&self) -> &RetryBudget {
        &self.0.budget
    }

    /// Where its tokens come from.
    #[must_use]
    pub fn tokens(&self) -> &Tokens {
        &self.0.tokens
    }

    /// Asks for a vector.
    ///
    /// # Errors
    /// If Vertex AI refuses, fails, or gives no answer or not that of the API.
    pub async fn embed(&self, call: &Call, input: Input<'_>) -> Result<Vec<f32>, VertexError> {
        let token = self.0.tokens.bearer().await?;
        let mut instance = json!({ "text": input.text });
        if let Some(image) = input.image {
            instance["image"] = json!({ "bytesBase64Encoded": STANDARD.encode(image) });
        }
        let body = json!({ "instances": [instance], "parameters": { "dimension": DIMENSIONS } });
        let request = call.on(self.0.http.post(&self.0.url)).header("authorization", token.header).json(&body);
        let response = request.send().await.map_err(no_answer)?;
        let status = response.status();
        let body = response.bytes().await.map_err(no_answer)?;
        if status.is_success() {
            read(&body, input.image.is_some())
        } else {
            Err(refused(status, &body, token.number))
        }
    }
}

fn read(body: &[u8], image: bool) -> Result<Vec<f32>, VertexError> {
    let answer: Answer = serde_json::from_slice(body).map_err(|error| VertexError::Malformed(error.to_string()))?;
    let prediction = answer.predictions.into_iter().next();
    let vector = prediction.and_then(|found| if image { found.image_embedding } else { found.text_embedding });
    match vector {
        Some(vector) if vector.len() == DIMENSIONS => Ok(vector),
        Some(vector) => Err(VertexError::Malformed(format!("a vector of {} numbers, not {DIMENSIONS}", vector.len()))),
        None => Err(VertexError::Malformed("no vector in it".to_owned())),
    }
}

fn refused(status: StatusCode, body: &[u8], token: u64) -> VertexError {
    match status.as_u16() {
        401 => VertexError::Unauthenticated { token },
        429 => {
            let body: Value = serde_json::from_slice(body).unwrap_or_default();
            let mut details = body["error"]["details"].as_array().into_iter().flatten();
            let retry_delay = details.find_map(|detail| proto_duration(detail["retryDelay"].as_str()?));
            VertexError::Throttled { retry_delay }
        }
        status @ 500.. => VertexError::Unavailable(status),
        status => VertexError::Refused(status.to_string()),
    }
}

fn no_answer(error: reqwest::Error) -> VertexError {
    VertexError::Transport(error.without_url())
}
