//! Embeddings: the vector of a text.

use retry_runtime::retry;

use super::{Output, Service};
use crate::gemini::wire::EmbedRequest;
use crate::gemini::{GEMINI, Gemini, GeminiError};
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
    const NAME: &'static str = "embedding";

    #[retry(
        policy = GEMINI,
        breaker(self.gemini.limits().auth, trips_on = [GeminiError::InvalidKey]),
        breaker(self.gemini.limits().capacity, trips_on = [GeminiError::is_outage]),
        budget = self.gemini.limits().budget,
        cancel = job.cancelled(),
        on_retry = |retry| job.count_retry(&retry).await,
    )]
    async fn process(&self, job: &Job) -> Result<Output, GeminiError> {
        let request = EmbedRequest::document(&job.source, DIMENSIONS);
        let values = self.gemini.embed(job.id, MODEL, &request).await?.embedding.values;
        if values.len() == DIMENSIONS {
            Ok(Output::Vector(values))
        } else {
            Err(GeminiError::Malformed(format!("a vector of {} numbers, not {DIMENSIONS}", values.len())))
        }
    }
}
