//! What is in a file that is no text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use retry_runtime::retry;

use super::kind::Media;
use super::{Pipeline, PipelineError};
use crate::call::Call;
use crate::gemini::wire::Part;
use crate::gemini::{GEMINI, GeminiError, Upload};
use crate::jobs::{Job, Step};
use crate::services::{audio, document, image, video};

impl Pipeline {
    /// The passages of a file. What the last attempt has left at Gemini is deleted.
    pub(super) async fn describe(&self, job: &Job, media: Media, content: &[u8]) -> Result<Vec<String>, PipelineError> {
        let mut upload = None;
        let outcome = self.look(job, media, content, &mut upload).await;
        match (&outcome, upload) {
            // A key that is refused cannot delete either, and nothing was sent that could not be counted.
            (Ok(_) | Err(GeminiError::InvalidKey(_) | GeminiError::Uncounted(_)), _) | (Err(_), None) => {}
            (Err(_), Some(upload)) => self.gemini.delete_upload(&upload).await,
        }
        outcome.map_err(PipelineError::Describe)
    }

    #[retry(
        policy = GEMINI,
        name = "pipeline.describe",
        once(calls = job.begin(Step::Describe, 0).await?),
        attempt = attempt,
        breaker(self.gemini.limits().auth, trips_on = [GeminiError::InvalidKey]),
        breaker(self.gemini.limits().capacity, trips_on = [GeminiError::is_outage]),
        budget = self.gemini.limits().budget,
        cancel = job.cancelled(),
        on_retry = |retry| {
            calls.count(&retry).await;
            if let Some(upload) = upload.take() {
                self.gemini.delete_upload(&upload).await;
            }
        },
    )]
    async fn look(
        &self,
        job: &Job,
        media: Media,
        content: &[u8],
        upload: &mut Option<Upload>,
    ) -> Result<Vec<String>, GeminiError> {
        let call = calls.attempt(attempt.number())?;
        match media {
            Media::Video(mime_type) => {
                let video = self.upload(&call, job, mime_type, content, upload).await?;
                let question = video::question(video);
                video::passages(&self.gemini.generate(call, video::MODEL, &question).await?)
            }
            Media::Audio(mime_type) => {
                let recording = self.upload(&call, job, mime_type, content, upload).await?;
                let question = audio::question(recording);
                audio::passages(&self.gemini.generate(call, audio::MODEL, &question).await?)
            }
            Media::Image(mime_type) => {
                let question = image::question(inline(mime_type, content));
                image::passages(&self.gemini.generate(call, image::MODEL, &question).await?)
            }
            Media::Pdf => {
                let question = document::question(inline("application/pdf", content));
                document::passages(&self.gemini.generate(call, document::MODEL, &question).await?)
            }
        }
    }

    /// What is large is uploaded first. `upload` is what the attempt has begun to upload.
    async fn upload(
        &self,
        call: &Call,
        job: &Job,
        mime_type: &'static str,
        content: &[u8],
        upload: &mut Option<Upload>,
    ) -> Result<Part, GeminiError> {
        // Each attempt has a file of its own, over all workers that had the job.
        let upload = upload.insert(Upload::new(job.id, job.attempts().of(Step::Describe)));
        let file_uri = self.gemini.upload_by(call, upload, mime_type, content.to_vec()).await?;
        Ok(Part::FileData { mime_type, file_uri })
    }
}

fn inline(mime_type: &str, content: &[u8]) -> Part {
    Part::InlineData { mime_type: mime_type.to_owned(), data: STANDARD.encode(content) }
}
