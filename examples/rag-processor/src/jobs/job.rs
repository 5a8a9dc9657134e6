//! One job, and the changes it goes through: pending, running, and then done, error or cancelled for good.

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

    /// The running job begins the attempt with this number, counted from 1.
    ///
    /// This is written before the attempt, so a crash in it leaves the right count. A count that cannot be written
    /// costs a warning and not the job: the model call is what somebody waits for.
    pub async fn begin_attempt(&self, number: u32) {
        let update = "UPDATE jobs SET retry_count = ?2 WHERE id = ?1 AND status = 'running'";
        let retries = number.saturating_sub(1);
        if let Err(error) = self.change(Status::Running, update, (self.id, retries)).await {
            tracing::warn!(job = %self.id, retries, %error, "the retry count could not be written");
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
            .with(move |connection| Ok(connection.query_row(select, [id], |row| Row::try_from(row))?))
            .await
    }

    async fn change(
        &self,
        from: Status,
        update: &'static str,
        values: impl Params + Send + 'static,
    ) -> Result<(), JobsError> {
        let id = self.id;
        self.jobs
            .with(move |connection| match connection.execute(update, values)? {
                1 => Ok(()),
                _ => Err(JobsError::State(id, from)),
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use tokio_util::sync::CancellationToken;

    use super::*;

    async fn open(directory: &tempfile::TempDir) -> Result<Jobs, JobsError> {
        Jobs::open(&directory.path().join("jobs.db"), CancellationToken::new()).await
    }

    async fn table() -> (tempfile::TempDir, Jobs) {
        let directory = tempfile::tempdir().expect("a directory");
        let jobs = open(&directory).await.expect("a table");
        (directory, jobs)
    }

    #[tokio::test]
    async fn a_job_is_recorded_from_pending_to_done() {
        let (_directory, jobs) = table().await;
        let job = jobs.create("video", "https://files/1").await.expect("created");
        let row = job.row().await.expect("row");
        assert_eq!((row.status, row.retry_count, row.started, row.finished), (Status::Pending, 0, None, None));

        job.start().await.expect("started");
        job.begin_attempt(1).await;
        assert_eq!(job.row().await.expect("row").retry_count, 0);
        job.begin_attempt(2).await;
        job.finish(Ending::Done("[]".to_owned())).await.expect("finished");

        let row = job.row().await.expect("row");
        assert_eq!((row.service.as_str(), row.status, row.retry_count), ("video", Status::Done, 1));
        assert_eq!((row.output.as_deref(), row.last_error), (Some("[]"), None));
        assert!(Some(row.created) <= row.started && row.started <= row.finished);
    }

    #[tokio::test]
    async fn a_job_that_ended_stays_as_it_ended() {
        let (_directory, jobs) = table().await;
        let job = jobs.create("audio", "https://files/2").await.expect("created");
        assert!(matches!(
            job.finish(Ending::Done(String::new())).await,
            Err(JobsError::State(_, Status::Running))
        ));
        job.start().await.expect("started");
        job.finish(Ending::Error("refused".to_owned())).await.expect("finished");

        job.begin_attempt(9).await;
        assert!(matches!(job.start().await, Err(JobsError::State(_, Status::Pending))));
        assert!(job.finish(Ending::Done(String::new())).await.is_err());
        let row = job.row().await.expect("row");
        assert_eq!((row.status, row.retry_count), (Status::Error, 0));
        assert_eq!(row.last_error.as_deref(), Some("refused"));
    }

    #[tokio::test]
    async fn a_cancelled_job_keeps_its_last_error_and_stays_cancelled() {
        let (_directory, jobs) = table().await;
        let job = jobs.create("audio", "https://files/2").await.expect("created");
        job.start().await.expect("started");
        job.finish(Ending::Cancelled("busy".to_owned())).await.expect("finished");
        assert!(job.finish(Ending::Done(String::new())).await.is_err());
        let row = job.row().await.expect("row");
        assert_eq!(
            (row.status, row.last_error.as_deref(), row.output),
            (Status::Cancelled, Some("busy"), None)
        );
    }

    #[tokio::test]
    async fn the_table_outlives_its_handle() {
        let (directory, jobs) = table().await;
        let mut job = jobs.create("image", "data:,").await.expect("created");
        job.start().await.expect("started");
        job.begin_attempt(3).await;
        drop(jobs);
        job.jobs = open(&directory).await.expect("the same table");
        let row = job.row().await.expect("row");
        assert_eq!((row.status, row.retry_count), (Status::Running, 2));
    }
}
