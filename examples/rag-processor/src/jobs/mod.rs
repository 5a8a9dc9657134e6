//! The jobs table: what was asked for, how far it came, and what it cost.

mod job;
mod row;

use std::fmt;
use std::num::ParseIntError;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use rusqlite::{Connection, params};
use thiserror::Error;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

pub use job::Job;
pub use row::{Ending, Row, Status};

use crate::clock::Timestamp;

/// WAL with `NORMAL`: a change outlives a crash of this process, without a disk flush each.
const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS jobs (
        id          INTEGER PRIMARY KEY,
        service     TEXT    NOT NULL,
        source      TEXT    NOT NULL,
        status      TEXT    NOT NULL CHECK (status IN ('pending', 'running', 'done', 'error', 'cancelled')),
        retry_count INTEGER NOT NULL DEFAULT 0,
        created_at  INTEGER NOT NULL,
        started_at  INTEGER,
        finished_at INTEGER,
        output      TEXT,
        last_error  TEXT
    ) STRICT;
";

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

/// Why the table could not be read or written.
#[derive(Debug, Error)]
pub enum JobsError {
    /// The database failed.
    #[error("the job table failed")]
    Sqlite(#[from] rusqlite::Error),
    /// The job is not in the state that the change starts from.
    #[error("job {0} is not {1}")]
    State(JobId, Status),
    /// The thread that talked to the database was lost.
    #[error("the job table's thread was lost")]
    Thread(#[from] tokio::task::JoinError),
}

/// A handle of the jobs table. Clones share the connection.
#[derive(Clone, Debug)]
pub struct Jobs {
    connection: Arc<Mutex<Connection>>,
    shutdown: CancellationToken,
}

impl Jobs {
    /// Opens the table in the file `path`, which is created if need be. `shutdown` ends the jobs that run.
    ///
    /// # Errors
    /// If the database cannot open or set up the file.
    pub async fn open(path: &Path, shutdown: CancellationToken) -> Result<Self, JobsError> {
        let path = path.to_owned();
        let open = move || {
            let connection = Connection::open(path)?;
            connection.execute_batch(SCHEMA)?;
            Ok(Self { connection: Arc::new(Mutex::new(connection)), shutdown })
        };
        tokio::task::spawn_blocking(open).await?
    }

    /// Adds a pending job.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn create(&self, service: &'static str, source: &str) -> Result<Job, JobsError> {
        let (jobs, source) = (self.clone(), source.to_owned());
        self.with(move |connection| {
            let insert = "INSERT INTO jobs (service, source, status, created_at) VALUES (?1, ?2, ?3, ?4)";
            connection.execute(insert, params![service, source, Status::Pending, Timestamp::now()])?;
            Ok(Job { id: JobId(connection.last_insert_rowid()), source, jobs })
        })
        .await
    }

    /// The database blocks, so it is used on a thread that may. The lock is taken before: only one such thread is busy.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, JobsError> + Send + 'static,
    ) -> Result<T, JobsError> {
        let connection = Arc::clone(&self.connection).lock_owned().await;
        tokio::task::spawn_blocking(move || work(&connection)).await?
    }
}
