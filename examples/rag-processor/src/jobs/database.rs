//! The database: where it is, how it is opened, and what differs between the two kinds.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Once};
use std::time::Duration;

use reqwest::Url;
use retry_runtime::retry;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyPool, ConnectOptions, Executor, SqlSafeStr};

use super::{DATABASE, JobsError};

/// How long SQLite waits by itself for another connection to end its writing, and then WAL with `NORMAL`: a change
/// outlives a crash of this process, without a disk flush each.
const SQLITE_SETUP: &str = "PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";

/// How many connections a process has to PostgreSQL. SQLite has one: it writes one change at a time.
const CONNECTIONS: u32 = 8;

/// Where the job table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a file of SQLite.
    File(PathBuf),
    /// In a database of PostgreSQL, by its address without the password.
    Server(String),
}

/// How the two kinds of databases write one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// The embedded default.
    Sqlite,
    /// Chosen by `DATABASE_URL`.
    Postgres,
}

/// A pool of connections.
#[derive(Clone, Debug)]
pub(super) struct Database {
    pub(super) pool: AnyPool,
    pub(super) place: Arc<Place>,
    pub(super) dialect: Dialect,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(formatter, "job table {}", path.display()),
            Self::Server(address) => write!(formatter, "database {address}"),
        }
    }
}

impl Dialect {
    /// The present, as the database has it: the clocks of two machines that share a lease may differ.
    pub(super) const fn now(self) -> &'static str {
        match self {
            Self::Sqlite => "CAST(unixepoch('subsec') * 1000000 AS INTEGER)",
            Self::Postgres => "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint",
        }
    }

    /// What makes a `SELECT` pass over the rows that another worker is about to take. SQLite has one writer at a time.
    pub(super) const fn skip_locked(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => "FOR UPDATE SKIP LOCKED",
        }
    }

    /// How a transaction begins that will write.
    pub(super) const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    fn migration(self) -> &'static str {
        match self {
            Self::Sqlite => include_str!("../../migrations/sqlite/1_jobs.sql"),
            Self::Postgres => include_str!("../../migrations/postgres/1_jobs.sql"),
        }
    }
}

impl Database {
    /// The database in a file, which is created if need be.
    pub(super) async fn file(path: &Path) -> Result<Self, JobsError> {
        // SQLite takes a name such as `file:a.db` or `:memory:` for something else, but not what begins with a root.
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let url = Url::from_file_path(&absolute).map_err(|()| JobsError::Url)?;
        let url = format!("sqlite://{}?mode=rwc", url.path());
        Self::open(&url, Place::File(path.to_path_buf()), Dialect::Sqlite).await
    }

    /// The database at a URL.
    pub(super) async fn at(url: &str) -> Result<Self, JobsError> {
        let parsed = Url::parse(url).map_err(|_| JobsError::Url)?;
        match parsed.scheme() {
            "postgres" | "postgresql" => {
                let name = parsed.path().trim_start_matches('/');
                let port = parsed.port().map(|port| format!(":{port}")).unwrap_or_default();
                let address = format!("{}{port}/{name}", parsed.host_str().unwrap_or_default());
                Self::open(url, Place::Server(address), Dialect::Postgres).await
            }
            "sqlite" => match parsed.to_file_path() {
                Ok(path) => Self::file(&path).await,
                Err(()) => Self::file(Path::new(url.trim_start_matches("sqlite:").trim_start_matches("//"))).await,
            },
            _ => Err(JobsError::Url),
        }
    }

    async fn open(url: &str, place: Place, dialect: Dialect) -> Result<Self, JobsError> {
        static DRIVERS: Once = Once::new();
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        let place = Arc::new(place);
        let options = url.parse::<AnyConnectOptions>().map_err(|_| JobsError::Url)?;
        let pool = AnyPoolOptions::new()
            .max_connections(if dialect == Dialect::Sqlite { 1 } else { CONNECTIONS })
            .acquire_timeout(Duration::from_secs(3))
            // The connection of SQLite is set up once.
            .idle_timeout(None)
            .max_lifetime(None)
            // After a restart every idle connection is a lost one: untested, each retry would take another of those.
            .test_before_acquire(dialect == Dialect::Postgres)
            .connect_lazy_with(options.disable_statement_logging());
        let database = Self { pool, place, dialect };
        database.migrate().await?;
        Ok(database)
    }

    /// Brings the tables up to date. One of several processes that begin together does it, and the others wait.
    ///
    /// Somebody waits for the command that opens it.
    #[retry(policy = DATABASE, max = 2, name = "jobs.migrate")]
    async fn migrate(&self) -> Result<(), JobsError> {
        let place = || Arc::clone(&self.place);
        let sql = self.dialect.migration().into_sql_str();
        let mut migrator =
            Migrator::with_migrations(vec![Migration::new(1, "jobs".into(), MigrationType::Simple, sql, false)]);
        // That of sqlx outlives a migration that fails. The transaction is a lock for SQLite.
        migrator.set_locking(false);
        if self.dialect == Dialect::Sqlite {
            self.pool.execute(SQLITE_SETUP).await.map_err(|error| self.error(error))?;
        }
        let mut transaction = self.pool.begin_with(self.dialect.begin()).await.map_err(|error| self.error(error))?;
        if self.dialect == Dialect::Postgres {
            let locked = transaction.execute("SELECT pg_advisory_xact_lock(7265747279)").await;
            locked.map_err(|error| self.error(error))?;
        }
        let migrated = migrator.run(&mut *transaction).await;
        migrated.map_err(|error| JobsError::migration(place(), error))?;
        transaction.commit().await.map_err(|error| self.error(error))
    }

    pub(super) fn error(&self, error: sqlx::Error) -> JobsError {
        JobsError::Database { place: Arc::clone(&self.place), error }
    }
}
