//! One job, and the changes it goes through: pending, running, and then done, error or cancelled for good.

use std::borrow::Cow;

use retry_runtime::Retrying;
use rusqlite::Params;

use super::{Ending, JobId, Jobs, JobsError, Row, Status};
use crate::clock::Timestamp;

/// A job of the table.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// What is to be processed: text, a `data:` URI, or the URI of an uploaded file, as the service needs it.
    pub source: String,
    pub(super) jobs: Jobs,
}

impl Job {
    /// The job, pending so far, is now running.
    ///
    /// # Errors
    /// If it was not pending, or the database fails.
    pub async fn start(&self) -> Result<(), JobsError> {
        let update = "UPDATE jobs SET status = 'running', started_at = ?2 WHERE id = ?1 AND status = 'pending'";
        self.change(Status::Pending, update, (self.id, Timestamp::now())).await
    }

    /// The running job is about to wait for its next attempt: its row says how many retries there were, this one
    /// included, and the last error without its secrets.
    ///
    /// This is for the hook of a retried function, which runs before the wait: a process that is killed in the wait
    /// leaves the right count. A row that cannot be written costs a warning and not the job: the model call is what
    /// somebody waits for.
    pub async fn count_retry<E>(&self, retry: &Retrying<'_, E>) {
        let update = "UPDATE jobs SET retry_count = ?2, last_error = ?3 WHERE id = ?1 AND status = 'running'";
        let values = (self.id, retry.attempt, retry.error_text());
        if let Err(error) = self.change(Status::Running, update, values).await {
            tracing::warn!(job = %self.id, retries = retry.attempt, %error, "the retry could not be written");
        }
    }

    /// The running job has ended.
    ///
    /// # Errors
    /// If it was not running, or the database fails.
    pub async fn finish(&self, ending: Ending) -> Result<(), JobsError> {
        let status = ending.status();
        let (output, last_error) = match ending {
            Ending::Done(output) => (Some(output), None),
            Ending::Error(error) | Ending::Cancelled(error) => (None, Some(error)),
        };
        let update = "UPDATE jobs SET status = ?2, finished_at = ?3, output = ?4, last_error = ?5
                      WHERE id = ?1 AND status = 'running'";
        self.change(Status::Running, update, (self.id, status, Timestamp::now(), output, last_error))
            .await
    }

    /// The name of the file of its table, for a log: the numbers of the jobs begin anew in each.
    #[must_use]
    pub fn table(&self) -> Cow<'_, str> {
        self.jobs.path.file_name().unwrap_or_default().to_string_lossy()
    }

    /// Resolves when the jobs of this process are to end.
    pub fn cancelled(&self) -> impl Future<Output = ()> {
        self.jobs.shutdown.cancelled()
    }

    /// Whether the jobs of this process are to end.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.jobs.shutdown.is_cancelled()
    }

    /// What the table says of the job.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn row(&self) -> Result<Row, JobsError> {
        let id = self.id;
        let select = "SELECT * FROM jobs WHERE id = ?1";
        self.jobs
            .with(move |connection| connection.query_row(select, [id], |row| Row::try_from(row)))
            .await
    }

    async fn change(
        &self,
        from: Status,
        update: &'static str,
        values: impl Params + Send + 'static,
    ) -> Result<(), JobsError> {
        match self.jobs.with(move |connection| connection.execute(update, values)).await? {
            1 => Ok(()),
            _ => Err(JobsError::State(self.id, from)),
        }
    }
}

#[cfg(test)]
mod tests;
