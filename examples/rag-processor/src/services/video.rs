//! Videos: what is to be seen, scene by scene.

use retry_runtime::retry;
use serde::Deserialize;
use serde_json::json;

use super::{Output, Service};
use crate::gemini::wire::{GenerateRequest, Part};
use crate::gemini::{GEMINI, Gemini, GeminiError};
use crate::jobs::Job;

const MODEL: &str = "gemini-2.5-pro";
const PROMPT: &str = "List the scenes of this video, each with the time it begins at (MM:SS) and one sentence.";

/// Describes the scenes of an uploaded video.
#[derive(Debug)]
pub struct Video {
    gemini: Gemini,
}

#[derive(Deserialize)]
struct Scene {
    at: String,
    scene: String,
}

impl Video {
    /// The service, on top of `gemini`.
    #[must_use]
    pub const fn new(gemini: Gemini) -> Self {
        Self { gemini }
    }
}

impl Service for Video {
    const NAME: &'static str = "video";

    #[retry(
        policy = GEMINI,
        attempt = attempt,
        attempt_timeout = "2s",
        breaker(self.gemini.limits().auth, trips_on = [GeminiError::InvalidKey]),
        breaker(self.gemini.limits().capacity, trips_on = [GeminiError::is_outage]),
        budget = self.gemini.limits().budget,
        cancel = job.cancelled(),
    )]
    async fn process(&self, job: &Job) -> Result<Output, GeminiError> {
        job.begin_attempt(attempt.number()).await;
        let file = Part::FileData { mime_type: "video/mp4", file_uri: job.source.clone() };
        let request = GenerateRequest::new(vec![file, Part::Text(PROMPT.to_owned())]).with_schema(schema());
        let scenes: Vec<Scene> = self.gemini.generate(job.id, MODEL, &request).await?.json()?;
        Ok(Output::Passages(
            scenes.into_iter().map(|Scene { at, scene }| format!("{at} {scene}")).collect(),
        ))
    }
}

fn schema() -> serde_json::Value {
    let properties = json!({ "at": { "type": "STRING" }, "scene": { "type": "STRING" } });
    json!({ "type": "ARRAY", "items": { "type": "OBJECT", "properties": properties, "required": ["at", "scene"] } })
}
