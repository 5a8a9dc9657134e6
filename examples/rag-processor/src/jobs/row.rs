//! A row of the jobs table, and how its columns are stored.

use std::fmt;

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Attempts, JobId};
use crate::clock::Timestamp;

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Not yet begun, or given back.
    Pending,
    /// Being processed.
    Running,
    /// Ended with an output.
    Done,
    /// Ended with an error.
    Error,
    /// Ended by a shutdown before it was known how it would end. It can be run again.
    Cancelled,
    /// Set aside: several workers died of it, or with it.
    Poisoned,
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
    /// All of them, in the order in which a job goes through them.
    pub const ALL: [Self; 6] = [Self::Pending, Self::Running, Self::Done, Self::Error, Self::Cancelled, Self::Poisoned];

    /// The name in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Done => "done",
            Self::Error => "error",
            Self::Cancelled => "cancelled",
            Self::Poisoned => "poisoned",
        }
    }

    /// The status of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    /// Whether a job stays in it.
    #[must_use]
    pub const fn is_end(self) -> bool {
        !matches!(self, Self::Pending | Self::Running)
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
    /// Its number.
    pub id: JobId,
    /// The service that processes it.
    pub service: String,
    /// What is to be processed.
    pub source: String,
    /// How far it is.
    pub status: Status,
    /// The step of the pipeline that was begun last.
    pub step: Option<String>,
    /// How many retries were decided on; each is counted before its wait.
    pub retry_count: u32,
    /// How many attempts each step made; each is counted before its request.
    pub attempts: Attempts,
    /// The worker that has it, or had it last.
    pub worker: Option<String>,
    /// How often a worker took it.
    pub claims: u32,
    /// How many workers were lost while they had it.
    pub kills: u32,
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

#[cfg(test)]
impl Row {
    /// A job that was added, and nothing else.
    pub(crate) fn new(service: &str, status: Status, created: Timestamp) -> Self {
        Self {
            id: JobId(1),
            service: service.to_owned(),
            source: String::new(),
            status,
            step: None,
            retry_count: 0,
            attempts: Attempts::default(),
            worker: None,
            claims: 0,
            kills: 0,
            created,
            started: None,
            finished: None,
            output: None,
            last_error: None,
        }
    }
}

impl TryFrom<&AnyRow> for Row {
    type Error = sqlx::Error;

    fn try_from(row: &AnyRow) -> Result<Self, Self::Error> {
        let time = |column| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(column)?.map(Timestamp::from_micros));
        let status: String = row.try_get("status")?;
        Ok(Self {
            id: JobId(row.try_get("id")?),
            service: row.try_get("service")?,
            source: row.try_get("source")?,
            status: Status::named(&status).ok_or_else(|| sqlx::Error::Decode(format!("status `{status}`").into()))?,
            step: row.try_get("step")?,
            retry_count: count(row, "retry_count")?,
            attempts: Attempts::try_from(row)?,
            worker: row.try_get("worker")?,
            claims: count(row, "claims")?,
            kills: count(row, "kills")?,
            created: Timestamp::from_micros(row.try_get("created_at")?),
            started: time("started_at")?,
            finished: time("finished_at")?,
            output: row.try_get("output")?,
            last_error: row.try_get("last_error")?,
        })
    }
}

/// A column that counts.
pub(super) fn count(row: &AnyRow, column: &str) -> Result<u32, sqlx::Error> {
    let count: i64 = row.try_get(column)?;
    u32::try_from(count).map_err(|error| sqlx::Error::Decode(error.into()))
}
