//! Documents: the facts in a text.

use retry_runtime::retry;
use serde::Deserialize;
use serde_json::json;

use super::{Output, Service};
use crate::gemini::wire::{GenerateRequest, GenerateResponse, Part};
use crate::gemini::{GEMINI, Gemini, GeminiError};
use crate::jobs::Job;

pub(crate) const MODEL: &str = "gemini-2.5-flash";
const PROMPT: &str = "Give this document a title and list its facts.";

/// Takes the facts out of a text.
#[derive(Debug)]
pub struct Document {
    gemini: Gemini,
}

#[derive(Deserialize)]
struct Digest {
    title: String,
    facts: Vec<String>,
}

impl Document {
    /// The service, on top of `gemini`.
    #[must_use]
    pub const fn new(gemini: Gemini) -> Self {
        Self { gemini }
    }
}

impl Service for Document {
    const NAME: &'static str = "document";

    #[retry(
        policy = GEMINI,
        breaker(self.gemini.limits().auth, trips_on = [GeminiError::InvalidKey]),
        breaker(self.gemini.limits().capacity, trips_on = [GeminiError::is_outage]),
        budget = self.gemini.limits().budget,
        cancel = job.cancelled(),
        on_retry = |retry| job.count_retry(&retry).await,
    )]
    async fn process(&self, job: &Job) -> Result<Output, GeminiError> {
        let document = Part::Text(job.source.clone());
        Ok(Output::Passages(passages(
            &self.gemini.generate(job.id, MODEL, &question(document)).await?,
        )?))
    }
}

/// What a model is asked about a document.
pub(crate) fn question(document: Part) -> GenerateRequest {
    GenerateRequest::new(vec![Part::Text(PROMPT.to_owned()), document]).with_schema(schema())
}

/// What it says: a passage for each fact.
pub(crate) fn passages(answer: &GenerateResponse) -> Result<Vec<String>, GeminiError> {
    let Digest { title, facts } = answer.json()?;
    Ok(facts.iter().map(|fact| format!("{title}: {fact}")).collect())
}

fn schema() -> serde_json::Value {
    let facts = json!({ "type": "ARRAY", "items": { "type": "STRING" } });
    let properties = json!({ "title": { "type": "STRING" }, "facts": facts });
    json!({ "type": "OBJECT", "properties": properties, "required": ["title", "facts"] })
}
