//! Why the job table could not be read or written, and what to do about it.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

use super::{JobId, Status};

/// Why the table could not be read or written.
#[derive(Debug, Error)]
pub enum JobsError {
    /// The database failed.
    #[error("job table {}: {}", path.display(), problem(path, error))]
    Table {
        /// The file of the table.
        path: PathBuf,
        /// What the database says.
        error: rusqlite::Error,
    },
    /// The job is not in the state that the change starts from.
    #[error("job {0} is not {1}")]
    State(JobId, Status),
    /// The thread that talked to the database was lost.
    #[error("the job table's thread was lost")]
    Thread(#[from] tokio::task::JoinError),
}

/// What is wrong with the file at `path`, and what to do about it, in one line.
fn problem(path: &Path, error: &rusqlite::Error) -> String {
    let problem = match error.sqlite_error_code() {
        Some(ErrorCode::CannotOpen) if path.is_dir() => "it is a directory; name a file in it",
        Some(ErrorCode::CannotOpen) if !has_directory(path) => "its directory does not exist; create that first",
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => {
            "it cannot be written; change its permissions and its directory's, or name another file"
        }
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
            "it is no SQLite database, or a broken one; name another file"
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another process has locked it; end that one, or name another file"
        }
        Some(ErrorCode::DiskFull) => "the disk is full; make room, or name a file elsewhere",
        _ => {
            let said = match error {
                // Without the statement, which has lines.
                rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
                error => error.to_string(),
            };
            return format!("{said}; name another file");
        }
    };
    problem.to_owned()
}

fn has_directory(path: &Path) -> bool {
    // The parent of a bare name is empty, and is the current directory.
    path.parent().is_none_or(|parent| parent.as_os_str().is_empty() || parent.is_dir())
}
