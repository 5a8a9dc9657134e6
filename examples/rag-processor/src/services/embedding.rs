//! Embeddings: the vector of a text.

use anyhow::{Context, ensure};
use retry_runtime::retry;

use super::{Output, Service};
use crate::gemini::wire::EmbedRequest;
use crate::gemini::{AuthError, Gemini, InvalidRequest};
use crate::jobs::Job;

const MODEL: &str = "gemini-embedding-001";
const DIMENSIONS: usize = 768;

/// Makes the vector of a text.
#[derive(Debug)]
pub struct Embedding {
    gemini: Gemini,
}

impl Embedding {
    /// The service, on top of `gemini`.
    #[must_use]
    pub const fn new(gemini: Gemini) -> Self {
        Self { gemini }
    }
}

impl Service for Embedding {
    type Error = anyhow::Error;

    const NAME: &'static str = "embedding";

    // The two types are looked for in the whole chain of the error, below its contexts.
    #[retry(max = 3, backoff = "exp(200ms)", non_retryable = [AuthError, InvalidRequest], attempt = attempt)]
    async fn process(&self, job: &Job) -> anyhow::Result<Output> {
        job.begin_attempt(attempt.number()).await;
        let request = EmbedRequest::document(&job.source, DIMENSIONS);
        let response = self.gemini.embed(job.id, MODEL, &request).await.context("no vector for the text")?;
        let values = response.embedding.values;
        ensure!(values.len() == DIMENSIONS, "a vector of {} numbers, not {DIMENSIONS}", values.len());
        Ok(Output::Vector(values))
    }
}
