//! The content of a file: from a bucket, or as it came through the API.

use retry_runtime::retry;

use super::{Pipeline, PipelineError};
use crate::bucket::{BUCKET, BucketError, Object, Part};
use crate::jobs::{Job, Step};

/// How the source of a job begins whose file came through the API.
pub const KEPT: &str = "kept:";

impl Pipeline {
    pub(super) async fn content(&self, job: &Job) -> Result<Vec<u8>, PipelineError> {
        let missing = || PipelineError::NoFile(job.source.clone());
        if let Some(name) = job.source.strip_prefix(KEPT) {
            return job.kept(name).await?.ok_or_else(missing);
        }
        let object = job.source.parse().map_err(|_| missing())?;
        let mut part = Part::default();
        self.download(job, &object, &mut part).await.map_err(PipelineError::Download)?;
        Ok(part.bytes)
    }

    // What an attempt has read stays in `part`, and the next one goes on behind it.
    #[retry(
        policy = BUCKET,
        name = "pipeline.download",
        once(_token = self.bucket.tokens().bearer().await?, calls = job.begin(Step::Download, 0).await?),
        attempt = attempt,
        breaker(self.bucket.capacity(), trips_on = [BucketError::is_outage]),
        budget = self.bucket.budget(),
        cancel = job.cancelled(),
        on_retry = |retry| {
            calls.count(&retry).await;
            if let BucketError::Unauthenticated { token } = retry.error {
                self.bucket.tokens().replace(*token).await;
            }
        },
    )]
    async fn download(&self, job: &Job, object: &Object, part: &mut Part) -> Result<(), BucketError> {
        let call = calls.attempt(attempt.number())?;
        self.bucket.read(&call, object, part).await
    }
}
