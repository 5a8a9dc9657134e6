//! What a request is for: which job, and which of its attempts.

use reqwest::RequestBuilder;

use crate::jobs::JobId;

/// Names the job of a request, so that the server can count what a job costs.
pub const JOB_HEADER: &str = "x-job-id";
/// Names the attempt of a job: its step, its chunk, which claim of the job it belongs to, and its number.
pub const ATTEMPT_HEADER: &str = "x-attempt";

/// What a request is for.
#[derive(Clone, Debug)]
pub struct Call {
    /// The job.
    pub job: JobId,
    /// The attempt, where the job counts them.
    pub attempt: Option<String>,
}

impl Call {
    /// An attempt that was counted.
    #[must_use]
    pub const fn numbered(job: JobId, attempt: String) -> Self {
        Self { job, attempt: Some(attempt) }
    }

    /// A request that says what it is for.
    pub fn on(&self, request: RequestBuilder) -> RequestBuilder {
        let request = request.header(JOB_HEADER, self.job.to_string());
        match &self.attempt {
            Some(attempt) => request.header(ATTEMPT_HEADER, attempt),
            None => request,
        }
    }
}

impl From<JobId> for Call {
    fn from(job: JobId) -> Self {
        Self { job, attempt: None }
    }
}
