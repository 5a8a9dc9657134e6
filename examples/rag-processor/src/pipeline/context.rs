//! What a chunk is about in its file: a sentence that is put before it, so that it is found by more than its words.

use retry_runtime::retry;

use super::Pipeline;
use crate::gemini::wire::{GenerateRequest, Part};
use crate::gemini::{GEMINI, GeminiError};
use crate::jobs::{Job, Step};

const MODEL: &str = "gemini-2.5-flash";
const PROMPT: &str = "Say in one sentence what the last of these chunks is about in its document.";

impl Pipeline {
    // A chunk that gives up is the end of its job: the chunks after it are not asked for.
    #[retry(
        policy = GEMINI,
        name = "pipeline.context",
        once(calls = job.begin(Step::Context, chunk).await?),
        attempt = attempt,
        breaker(self.gemini.limits().auth, trips_on = [GeminiError::InvalidKey]),
        breaker(self.gemini.limits().capacity, trips_on = [GeminiError::is_outage]),
        budget = self.gemini.limits().budget,
        cancel = job.cancelled(),
        on_retry = |retry| calls.count(&retry).await,
    )]
    pub(super) async fn context(
        &self,
        job: &Job,
        chunk: usize,
        passage: &str,
        outline: &[String],
    ) -> Result<String, GeminiError> {
        let call = calls.attempt(attempt.number())?;
        let document = outline.join("\n\n");
        let parts = [PROMPT, &document, passage].map(|text| Part::Text(text.to_owned()));
        let answer = self.gemini.generate(call, MODEL, &GenerateRequest::new(parts.into())).await?;
        Ok(answer.text()?.trim().to_owned())
    }
}
