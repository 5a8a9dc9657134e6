//! Recordings: what they are about, in a few paragraphs.

use retry_runtime::retry;

use super::{Output, Service};
use crate::gemini::wire::{GenerateRequest, GenerateResponse, Part};
use crate::gemini::{GEMINI, Gemini, GeminiError};
use crate::jobs::Job;

pub(crate) const MODEL: &str = "gemini-2.5-flash";
const PROMPT: &str = "Summarise this recording in short paragraphs: who speaks, about what, with which result.";

/// Summarises an uploaded recording.
#[derive(Debug)]
pub struct Audio {
    gemini: Gemini,
}

impl Audio {
    /// The service, on top of `gemini`.
    #[must_use]
    pub const fn new(gemini: Gemini) -> Self {
        Self { gemini }
    }
}

impl Service for Audio {
    const NAME: &'static str = "audio";

    #[retry(
        policy = GEMINI,
        breaker(self.gemini.limits().auth, trips_on = [GeminiError::InvalidKey]),
        breaker(self.gemini.limits().capacity, trips_on = [GeminiError::is_outage]),
        budget = self.gemini.limits().budget,
        cancel = job.cancelled(),
        on_retry = |retry| job.count_retry(&retry).await,
    )]
    async fn process(&self, job: &Job) -> Result<Output, GeminiError> {
        let file = Part::FileData { mime_type: "audio/mpeg", file_uri: job.source.clone() };
        Ok(Output::Passages(passages(&self.gemini.generate(job.id, MODEL, &question(file)).await?)?))
    }
}

/// What a model is asked about a recording.
pub(crate) fn question(recording: Part) -> GenerateRequest {
    GenerateRequest::new(vec![recording, Part::Text(PROMPT.to_owned())])
}

/// What it says: a passage for each paragraph.
pub(crate) fn passages(answer: &GenerateResponse) -> Result<Vec<String>, GeminiError> {
    let summary = answer.text()?;
    let paragraphs = summary.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    Ok(paragraphs.map(str::to_owned).collect())
}
