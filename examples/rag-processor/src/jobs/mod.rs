//! The jobs table: what was asked for, how far it came, and what it cost. In a file of SQLite, or in PostgreSQL.

mod attempts;
mod calls;
mod chunks;
mod database;
mod error;
mod failure;
mod files;
mod job;
mod list;
mod policy;
mod queue;
mod row;
mod workers;

use std::fmt;
use std::num::ParseIntError;
use std::path::Path;
use std::str::FromStr;

use retry_runtime::retry;
use sqlx::Row as _;
use tokio_util::sync::CancellationToken;

pub use attempts::{Attempts, Step};
pub use calls::Calls;
pub use chunks::Chunk;
use database::Database;
pub use database::Place;
pub use error::JobsError;
pub use failure::Failure;
pub use job::Job;
pub use policy::{DATABASE, DATABASE_BUDGET};
pub use queue::{Lease, MAX_KILLS};
pub use row::{Ending, Row, Status};
pub use workers::Worker;

use crate::clock::Timestamp;

/// The number of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(i64);

impl FromStr for JobId {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A handle of the jobs table. Clones share the connections.
#[derive(Clone, Debug)]
pub struct Jobs {
    database: Database,
    shutdown: CancellationToken,
}

impl Jobs {
    /// Opens the table in the file `path`, which is created if need be. `shutdown` ends the jobs that run.
    ///
    /// # Errors
    /// If the database cannot open or set up the file.
    pub async fn open(path: &Path, shutdown: CancellationToken) -> Result<Self, JobsError> {
        Ok(Self { database: Database::file(path).await?, shutdown })
    }

    /// Opens the table in the database at `url`: `postgres://..`, or `sqlite://..`.
    ///
    /// # Errors
    /// If the URL names no database, or it cannot be opened or set up.
    pub async fn connect(url: &str, shutdown: CancellationToken) -> Result<Self, JobsError> {
        Ok(Self { database: Database::at(url).await?, shutdown })
    }

    /// Where it is.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.database.place
    }

    /// Ends the jobs that run.
    #[must_use]
    pub const fn shutdown(&self) -> &CancellationToken {
        &self.shutdown
    }

    /// Adds a pending job.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn create(&self, service: &str, source: &str) -> Result<Job, JobsError> {
        self.create_once(service, source, &unique()).await
    }

    /// Adds a pending job, unless there is one of this request: that one is returned then, whatever became of it.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn create_once(&self, service: &str, source: &str, request: &str) -> Result<Job, JobsError> {
        let id = self.insert(service, source, request).await?;
        Ok(Job::new(self.clone(), id, source.to_owned(), None, Attempts::default()))
    }

    // The request is the same in all attempts. Without it, an insertion whose answer was lost would be two jobs.
    #[retry(policy = DATABASE, name = "jobs.insert")]
    async fn insert(&self, service: &str, source: &str, request: &str) -> Result<JobId, JobsError> {
        let insert =
            "INSERT INTO jobs (service, source, request, status, created_at) VALUES ($1, $2, $3, 'pending', $4)
                      ON CONFLICT (request) DO UPDATE SET request = excluded.request RETURNING id";
        let query = sqlx::query(insert).bind(service).bind(source).bind(request);
        let row = query.bind(Timestamp::now().as_micros()).fetch_one(&self.database.pool).await;
        row.and_then(|row| row.try_get("id")).map(JobId).map_err(|error| self.error(error))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// If it does not.
    pub async fn ping(&self) -> Result<(), JobsError> {
        let pinged = sqlx::query("SELECT 1").execute(&self.database.pool).await;
        pinged.map(drop).map_err(|error| self.error(error))
    }

    fn error(&self, error: sqlx::Error) -> JobsError {
        self.database.error(error)
    }
}

/// A name that no other process gives to anything.
fn unique() -> String {
    format!("{:032x}", fastrand::u128(..))
}
