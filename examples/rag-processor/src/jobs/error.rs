//! Why the job table could not be read or written, and what to do about it.

use std::path::Path;
use std::sync::Arc;

use retry_runtime::AttemptTimeout;
use sqlx::migrate::MigrateError;
use thiserror::Error;

use super::failure::{BUSY, Failure, LOCKED};
use super::{JobId, Place, Status};

const PERMISSION: i32 = 3;
const READ_ONLY: i32 = 8;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const CANNOT_OPEN: i32 = 14;
const NOT_A_DATABASE: i32 = 26;

/// Why the table could not be read or written.
#[derive(Debug, Error)]
pub enum JobsError {
    /// The database failed.
    #[error("{place}: {}", problem(place, error))]
    Database {
        /// Where the table is.
        place: Arc<Place>,
        /// What the database says.
        error: sqlx::Error,
    },
    /// The job is not in the state that the change starts from, or belongs to another worker by now.
    #[error("job {0} is not {1}")]
    State(JobId, Status),
    /// The database took longer than an attempt may: a network that swallows packets tells nobody.
    #[error("the database gave no answer in time")]
    Timeout(#[from] AttemptTimeout),
    /// The text of `DATABASE_URL` names no database.
    #[error("`DATABASE_URL` names no database; it begins with postgres:// or with sqlite://")]
    Url,
}

impl JobsError {
    /// What [`DATABASE`](super::DATABASE) looks at.
    #[must_use]
    pub fn failure(&self) -> Failure<'_> {
        match self {
            Self::Database { error, .. } => error.into(),
            Self::Timeout(_) => Failure::Lost,
            Self::State(..) | Self::Url => Failure::Other,
        }
    }

    pub(super) fn migration(place: Arc<Place>, error: MigrateError) -> Self {
        let error = match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error,
            other => sqlx::Error::Migrate(Box::new(other)),
        };
        Self::Database { place, error }
    }
}

/// What is wrong, and what to do about it, in one line.
fn problem(place: &Place, error: &sqlx::Error) -> String {
    match place {
        Place::File(path) => problem_of_file(path, error),
        Place::Server(_) => match Failure::from(error) {
            Failure::Lost => "it does not answer; see that it runs and that `DATABASE_URL` is right".to_owned(),
            _ => said(error),
        },
    }
}

fn problem_of_file(path: &Path, error: &sqlx::Error) -> String {
    let Failure::Sqlite(code) = Failure::from(error) else {
        return format!("{}; name another file", said(error));
    };
    let problem = match code {
        CANNOT_OPEN if path.is_dir() => "it is a directory; name a file in it",
        CANNOT_OPEN if !has_directory(path) => "its directory does not exist; create that first",
        CANNOT_OPEN | PERMISSION | READ_ONLY => {
            "it cannot be written; change its permissions and its directory's, or name another file"
        }
        NOT_A_DATABASE | CORRUPT => "it is no SQLite database, or a broken one; name another file",
        BUSY | LOCKED => "another process has locked it; end that one, or name another file",
        FULL => "the disk is full; make room, or name a file elsewhere",
        _ => return format!("{}; name another file", said(error)),
    };
    problem.to_owned()
}

/// What the database says, without what sqlx puts around it, in one line and without a password.
fn said(error: &sqlx::Error) -> String {
    let said = match error {
        sqlx::Error::Database(error) => error.message().to_owned(),
        error => error.to_string(),
    };
    retry_runtime::redact(&said).replace(char::is_control, " ")
}

fn has_directory(path: &Path) -> bool {
    // The parent of a bare name is empty, and is the current directory.
    path.parent().is_none_or(|parent| parent.as_os_str().is_empty() || parent.is_dir())
}
