//! The attempts of a call, each of which is in the job's row before it is sent.

use retry_runtime::Retrying;

use super::{Job, JobId, JobsError, Status, Step};
use crate::call::Call;

/// A call of a step, whose first attempt was counted.
///
/// Counting takes as long as the database does, which may be restarting. So it is done where an attempt has not begun, and
/// its time does not run: before the call (`once`), and in the hook of each retry.
#[derive(Clone, Debug)]
pub struct Calls {
    job: Job,
    step: Step,
    chunk: usize,
}

impl Job {
    /// A call of a step begins: its first attempt is counted.
    ///
    /// # Errors
    /// If the job belongs to another worker by now, or the database fails.
    pub async fn begin(&self, step: Step, chunk: usize) -> Result<Calls, JobsError> {
        let attempts = self.attempts().and(step);
        let update = "UPDATE jobs SET step = $3, downloads = $4, descriptions = $5, contexts = $6, embeddings = $7
                      WHERE id = $1 AND claim IS NOT DISTINCT FROM $2 AND status = 'running'";
        self.change(Status::Running, update, |query| attempts.bind(query.bind(step.as_str())))
            .await?;
        self.counted().next = Some(step);
        Ok(Calls { job: self.clone(), step, chunk })
    }
}

impl Calls {
    /// A retry was decided on: it is counted, with the attempt that it is and with the last error, before its wait.
    ///
    /// A row that cannot be written costs a warning here; the attempt is not made then.
    pub async fn count<E>(&self, retry: &Retrying<'_, E>) {
        let (attempts, retries) = {
            let mut counted = self.job.counted();
            counted.retries += 1;
            (counted.attempts.and(self.step), counted.retries)
        };
        let update = "UPDATE jobs SET retry_count = $3, last_error = $4,
                             downloads = $5, descriptions = $6, contexts = $7, embeddings = $8
                      WHERE id = $1 AND claim IS NOT DISTINCT FROM $2 AND status = 'running'";
        let text = retry.error_text();
        let change = self.job.change(Status::Running, update, |query| {
            attempts.bind(query.bind(i64::from(retries)).bind(text.clone()))
        });
        match change.await {
            Ok(()) => self.job.counted().next = Some(self.step),
            Err(error) => tracing::warn!(job = %self.job.id, retries, %error, "the retry could not be written"),
        }
    }

    /// The attempt that is about to send its request. What is returned goes with the request.
    ///
    /// # Errors
    /// If it was not counted.
    pub fn attempt(&self, number: u32) -> Result<Call, JobsError> {
        let id: JobId = self.job.id;
        let mut counted = self.job.counted();
        if counted.next.take() != Some(self.step) {
            return Err(JobsError::State(id, Status::Running));
        }
        counted.attempts.add(self.step);
        Ok(Call::numbered(id, format!("{}/{}/{}/{number}", self.step, self.chunk, counted.claims)))
    }
}
