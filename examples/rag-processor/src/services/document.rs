//! Documents: the facts in a text.

use retry_runtime::retry;
use serde::Deserialize;
use serde_json::json;

use super::{Output, Service};
use crate::gemini::wire::{GenerateRequest, Part};
use crate::gemini::{GEMINI, Gemini, GeminiError};
use crate::jobs::Job;

const MODEL: &str = "gemini-2.5-flash";

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
        let prompt = format!("Give this document a title and list its facts.\n\n{}", job.source);
        let request = GenerateRequest::new(vec![Part::Text(prompt)]).with_schema(schema());
        let Digest { title, facts } = self.gemini.generate(job.id, MODEL, &request).await?.json()?;
        Ok(Output::Passages(facts.iter().map(|fact| format!("{title}: {fact}")).collect()))
    }
}

fn schema() -> serde_json::Value {
    let facts = json!({ "type": "ARRAY", "items": { "type": "STRING" } });
    let properties = json!({ "title": { "type": "STRING" }, "facts": facts });
    json!({ "type": "OBJECT", "properties": properties, "required": ["title", "facts"] })
}
