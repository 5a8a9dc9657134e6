//! A row of the jobs table, and how its columns are stored.

use std::fmt;

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

use super::JobId;
use crate::clock::Timestamp;

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not yet begun.
    Pending,
    /// Being processed.
    Running,
    /// Ended with an output.
    Done,
    /// Ended with an error.
    Error,
    /// Ended by a shutdown before it was known how it would end. It can be run again.
    Cancelled,
}

/// How a job ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With its output, as JSON.
    Done(String),
    /// With this error.
    Error(String),
    /// By a shutdown, with the last error or what was going on.
    Cancelled(String),
}

impl Ending {
    /// The status of a job that ended so.
    #[must_use]
    pub const fn status(&self) -> Status {
        match self {
            Self::Done(_) => Status::Done,
            Self::Error(_) => Status::Error,
            Self::Cancelled(_) => Status::Cancelled,
        }
    }
}

impl Status {
    const ALL: [Self; 5] = [Self::Pending, Self::Running, Self::Done, Self::Error, Self::Cancelled];

    /// The name in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Done => "done",
            Self::Error => "error",
            Self::Cancelled => "cancelled",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// What the table says of a job.
#[derive(Clone, Debug)]
pub struct Row {
    /// The service that processes it.
    pub service: String,
    /// How far it is.
    pub status: Status,
    /// How many retries were decided on; each is counted before its wait.
    pub retry_count: u32,
    /// When it was added.
    pub created: Timestamp,
    /// When it was begun.
    pub started: Option<Timestamp>,
    /// When it ended, whichever way.
    pub finished: Option<Timestamp>,
    /// What it produced, as JSON.
    pub output: Option<String>,
    /// Why it failed or was cancelled, or of a running job, why its last attempt failed.
    pub last_error: Option<String>,
}

impl TryFrom<&rusqlite::Row<'_>> for Row {
    type Error = rusqlite::Error;

    fn try_from(row: &rusqlite::Row<'_>) -> Result<Self, Self::Error> {
        Ok(Self {
            service: row.get("service")?,
            status: row.get("status")?,
            retry_count: row.get("retry_count")?,
            created: row.get("created_at")?,
            started: row.get("started_at")?,
            finished: row.get("finished_at")?,
            output: row.get("output")?,
            last_error: row.get("last_error")?,
        })
    }
}

impl ToSql for Status {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_str().into())
    }
}

impl FromSql for Status {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == name)
            .ok_or(FromSqlError::InvalidType)
    }
}

impl ToSql for Timestamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_micros().into())
    }
}

impl FromSql for Timestamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self::from_micros)
    }
}

impl ToSql for JobId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}
