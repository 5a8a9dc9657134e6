//! The jobs table: what was asked for, how far it came, and what it cost.

mod error;
mod job;
mod row;

use std::fmt;
use std::num::ParseIntError;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use rusqlite::{Connection, params};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

pub use error::JobsError;
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

/// A handle of the jobs table. Clones share the connection.
#[derive(Clone, Debug)]
pub struct Jobs {
    connection: Arc<Mutex<Connection>>,
    path: Arc<Path>,
    shutdown: CancellationToken,
}

impl Jobs {
    /// Opens the table in the file `path`, which is created if need be. `shutdown` ends the jobs that run.
    ///
    /// # Errors
    /// If the database cannot open or set up the file.
    pub async fn open(path: &Path, shutdown: CancellationToken) -> Result<Self, JobsError> {
        let path = Arc::<Path>::from(path);
        // SQLite takes a name such as `file:a.db` or `:memory:` for something else, but not what begins with a root.
        let file = std::path::absolute(&path).unwrap_or_else(|_| path.to_path_buf());
        let open = move || {
            let connection = Connection::open(file)?;
            connection.execute_batch(SCHEMA)?;
            Ok(connection)
        };
        let opened = tokio::task::spawn_blocking(open).await?;
        let connection = opened.map_err(|error| JobsError::Table { path: path.to_path_buf(), error })?;
        Ok(Self { connection: Arc::new(Mutex::new(connection)), path, shutdown })
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
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, JobsError> {
        let connection = Arc::clone(&self.connection).lock_owned().await;
        let worked = tokio::task::spawn_blocking(move || work(&connection)).await?;
        worked.map_err(|error| JobsError::Table { path: self.path.to_path_buf(), error })
    }
}
