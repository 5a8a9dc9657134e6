//! Videos: what is to be seen, scene by scene.

use retry_runtime::retry;
use serde::Deserialize;
use serde_json::json;

use super::{Output, Service};
use crate::gemini::wire::{GenerateRequest, GenerateResponse, Part};
use crate::gemini::{GEMINI, Gemini, GeminiError, InvalidRequest, Upload};
use crate::jobs::Job;

pub(crate) const MODEL: &str = "gemini-2.5-pro";
const MIME_TYPE: &str = "video/mp4";
const PROMPT: &str = "List the scenes of this video, each with the time it begins at (MM:SS) and one sentence.";

/// Describes the scenes of a video on disk, which it uploads.
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

    /// Uploads the video and asks for its scenes. `upload` is what the attempt has begun to upload: the hook deletes
    /// that before the next attempt, and the caller after the last one.
    #[retry(
        policy = GEMINI,
        attempt = attempt,
        breaker(self.gemini.limits().auth, trips_on = [GeminiError::InvalidKey]),
        breaker(self.gemini.limits().capacity, trips_on = [GeminiError::is_outage]),
        budget = self.gemini.limits().budget,
        cancel = job.cancelled(),
        on_retry = |retry| {
            job.count_retry(&retry).await;
            if let Some(upload) = upload.take() {
                self.gemini.delete_upload(&upload).await;
            }
        },
    )]
    async fn scenes(&self, job: &Job, upload: &mut Option<Upload>) -> Result<Output, GeminiError> {
        // A file that is not there will not be there in a second.
        let unreadable = |error: std::io::Error| InvalidRequest::new(format!("the video cannot be read: {error}"));
        let video = tokio::fs::read(&job.source).await.map_err(unreadable)?;
        let upload = upload.insert(Upload::new(job.id, attempt.number()));
        let file_uri = self.gemini.upload(upload, MIME_TYPE, video).await?;
        let file = Part::FileData { mime_type: MIME_TYPE, file_uri };
        Ok(Output::Passages(passages(&self.gemini.generate(job.id, MODEL, &question(file)).await?)?))
    }
}

impl Service for Video {
    const NAME: &'static str = "video";

    async fn process(&self, job: &Job) -> Result<Output, GeminiError> {
        let mut upload = None;
        let outcome = self.scenes(job, &mut upload).await;
        match (&outcome, upload) {
            // A key that is refused cannot delete either.
            (Ok(_) | Err(GeminiError::InvalidKey(_)), _) | (Err(_), None) => {}
            (Err(_), Some(upload)) => self.gemini.delete_upload(&upload).await,
        }
        outcome
    }
}

/// What a model is asked about a video.
pub(crate) fn question(video: Part) -> GenerateRequest {
    GenerateRequest::new(vec![video, Part::Text(PROMPT.to_owned())]).with_schema(schema())
}

/// What it says: a passage for each scene.
pub(crate) fn passages(answer: &GenerateResponse) -> Result<Vec<String>, GeminiError> {
    let scenes: Vec<Scene> = answer.json()?;
    Ok(scenes.into_iter().map(|Scene { at, scene }| format!("{at} {scene}")).collect())
}

fn schema() -> serde_json::Value {
    let properties = json!({ "at": { "type": "STRING" }, "scene": { "type": "STRING" } });
    json!({ "type": "ARRAY", "items": { "type": "OBJECT", "properties": properties, "required": ["at", "scene"] } })
}
