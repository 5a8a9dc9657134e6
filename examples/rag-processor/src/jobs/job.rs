//! One job, and the changes it goes through: pending, running, and then done, error or cancelled for good.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use retry_runtime::{Retrying, retry};
use sqlx::AssertSqlSafe;

use super::attempts::Statement;
use super::{Attempts, DATABASE, Ending, JobId, Jobs, JobsError, Place, Row, Status, Step};
use crate::clock::Timestamp;

/// A job of the table.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// What is to be processed: text, a `data:` URI, or where the file is, as the service needs it.
    pub source: String,
    pub(super) jobs: Jobs,
    /// By which claim a worker has it. Whoever has an older one changes nothing any more.
    pub(super) claim: Option<Arc<str>>,
    counted: Arc<Mutex<Counted>>,
}

/// What was counted so far, by this worker and by those before it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counted {
    /// The attempts that were sent.
    pub(super) attempts: Attempts,
    /// The step of an attempt that is in the table and was not sent yet.
    pub(super) next: Option<Step>,
    pub(super) retries: u32,
    pub(super) claims: u32,
}

impl Job {
    pub(super) fn new(jobs: Jobs, id: JobId, source: String, claim: Option<Arc<str>>, attempts: Attempts) -> Self {
        let counted = Counted { attempts, ..Counted::default() };
        Self { id, source, jobs, claim, counted: Arc::new(Mutex::new(counted)) }
    }

    pub(super) fn counted(&self) -> MutexGuard<'_, Counted> {
        // Numbers that are replaced one by one, so a panic elsewhere leaves them whole.
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The attempts that were made so far.
    #[must_use]
    pub fn attempts(&self) -> Attempts {
        self.counted().attempts
    }

    /// The content of a file that came through the API.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn kept(&self, name: &str) -> Result<Option<Vec<u8>>, JobsError> {
        self.jobs.kept(name).await
    }

    /// The job, pending so far, is now running.
    ///
    /// # Errors
    /// If it was not pending, or the database fails.
    pub async fn start(&self) -> Result<(), JobsError> {
        let update = "UPDATE jobs SET status = 'running', started_at = $3
                      WHERE id = $1 AND claim IS NOT DISTINCT FROM $2
                        AND (status = 'pending' OR status = 'running' AND started_at = $3)";
        let now = Timestamp::now().as_micros();
        self.change(Status::Pending, update, |query| query.bind(now)).await
    }

    /// The running job is about to wait for its next attempt: its row says how many retries there were, this one
    /// included, and the last error without its secrets.
    ///
    /// This is for the hook of a retried function, which runs before the wait: a process that is killed in the wait
    /// leaves the right count. A row that cannot be written costs a warning and not the job: the model call is what
    /// somebody waits for.
    pub async fn count_retry<E>(&self, retry: &Retrying<'_, E>) {
        let retries = {
            let mut counted = self.counted();
            counted.retries += 1;
            counted.retries
        };
        let update = "UPDATE jobs SET retry_count = $3, last_error = $4
                      WHERE id = $1 AND claim IS NOT DISTINCT FROM $2 AND status = 'running'";
        let text = retry.error_text();
        let change = self.change(Status::Running, update, |query| query.bind(i64::from(retries)).bind(text.clone()));
        if let Err(error) = change.await {
            tracing::warn!(job = %self.id, retries, %error, "the retry could not be written");
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
        let update = "UPDATE jobs SET status = $3, finished_at = $4, output = $5, last_error = $6, lease_until = NULL,
                             downloads = $7, descriptions = $8, contexts = $9, embeddings = $10
                      WHERE id = $1 AND claim IS NOT DISTINCT FROM $2
                        AND (status = 'running' OR status = $3 AND finished_at = $4)";
        let now = Timestamp::now().as_micros();
        self.change(Status::Running, update, |query| {
            let query = query.bind(status.as_str()).bind(now).bind(output.clone()).bind(last_error.clone());
            self.attempts().bind(query)
        })
        .await
    }

    /// The running job goes back to the others, for any worker to take. What was counted stays, but for an attempt that
    /// was not sent.
    ///
    /// # Errors
    /// If it was not running, or the database fails.
    pub async fn release(&self) -> Result<(), JobsError> {
        let update = "UPDATE jobs SET status = 'pending', lease_until = NULL,
                             downloads = $3, descriptions = $4, contexts = $5, embeddings = $6
                      WHERE id = $1 AND claim IS NOT DISTINCT FROM $2 AND status IN ('running', 'pending')";
        self.change(Status::Running, update, |query| self.attempts().bind(query)).await
    }

    /// The name of its table, for a log: the numbers of the jobs begin anew in each.
    #[must_use]
    pub fn table(&self) -> Cow<'_, str> {
        match self.jobs.place() {
            Place::File(path) => path.file_name().unwrap_or_default().to_string_lossy(),
            Place::Server(address) => address.into(),
        }
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
        self.jobs.row(self.id).await?.ok_or(JobsError::State(self.id, Status::Pending))
    }

    /// Changes its row, whose number and claim are the first two values, if it is as it should be.
    ///
    /// Each statement says what the row is to be, and finds the row that is so already: it may be made twice.
    #[retry(policy = DATABASE, name = "jobs.change")]
    pub(super) async fn change(
        &self,
        from: Status,
        update: &'static str,
        values: impl Fn(Statement) -> Statement + Send + Sync,
    ) -> Result<(), JobsError> {
        let query = sqlx::query(AssertSqlSafe(update))
            .bind(self.id.0)
            .bind(self.claim.as_deref().map(str::to_owned));
        let changed = values(query).execute(&self.jobs.database.pool).await;
        match changed.map_err(|error| self.jobs.error(error))?.rows_affected() {
            1 => Ok(()),
            _ => Err(JobsError::State(self.id, from)),
        }
    }
}
