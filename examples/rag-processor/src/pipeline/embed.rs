//! The vector of a chunk.

use retry_runtime::retry;

use super::Pipeline;
use crate::jobs::{Job, Step};
use crate::vertex::{Input, VERTEX, VertexError};

impl Pipeline {
    // A token that was refused is replaced in the hook, and there is one attempt with the new one.
    #[retry(
        policy = VERTEX,
        name = "pipeline.embed",
        once(_token = self.vertex.tokens().bearer().await?, calls = job.begin(Step::Embed, chunk).await?),
        attempt = attempt,
        breaker(self.vertex.capacity(), trips_on = [VertexError::is_outage]),
        budget = self.vertex.budget(),
        cancel = job.cancelled(),
        on_retry = |retry| {
            calls.count(&retry).await;
            if let VertexError::Unauthenticated { token } = retry.error {
                self.vertex.tokens().replace(*token).await;
            }
        },
    )]
    pub(super) async fn embed(
        &self,
        job: &Job,
        chunk: usize,
        text: &str,
        image: Option<&[u8]>,
    ) -> Result<Vec<f32>, VertexError> {
        let call = calls.attempt(attempt.number())?;
        self.vertex.embed(&call, Input { text, image }).await
    }
}
