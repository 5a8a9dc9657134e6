//! How many attempts each step of a job made.

use std::fmt;

use sqlx::Any;
use sqlx::any::{AnyArguments, AnyRow};
use sqlx::query::Query;

use super::row::count;

/// A statement whose values are not all there yet.
pub(super) type Statement = Query<'static, Any, AnyArguments>;

/// A step of the pipeline that sends requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Reads the file from its bucket.
    Download,
    /// Asks a model what is in the file.
    Describe,
    /// Asks a model what a chunk is about in its file.
    Context,
    /// Asks for the vector of a chunk.
    Embed,
}

impl Step {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Download, Self::Describe, Self::Context, Self::Embed];

    /// The name in the table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Download => "download",
            Self::Describe => "describe",
            Self::Context => "context",
            Self::Embed => "embed",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// The attempts of each step, and the retries of all.
///
/// They are kept in memory too and written as they are, and not added to in the table: a statement that is made twice
/// counts nothing twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// Of [`Step::Download`].
    pub downloads: u32,
    /// Of [`Step::Describe`].
    pub descriptions: u32,
    /// Of [`Step::Context`], over all chunks.
    pub contexts: u32,
    /// Of [`Step::Embed`], over all chunks.
    pub embeddings: u32,
}

impl Attempts {
    /// Those of a step.
    #[must_use]
    pub const fn of(&self, step: Step) -> u32 {
        match step {
            Step::Download => self.downloads,
            Step::Describe => self.descriptions,
            Step::Context => self.contexts,
            Step::Embed => self.embeddings,
        }
    }

    /// Those of all steps.
    #[must_use]
    pub fn total(&self) -> u32 {
        Step::ALL.iter().map(|step| self.of(*step)).sum()
    }

    /// As the next values of a statement, in the order of the steps.
    pub(super) fn bind(self, statement: Statement) -> Statement {
        Step::ALL
            .iter()
            .fold(statement, |statement, step| statement.bind(i64::from(self.of(*step))))
    }

    /// One more of a step.
    pub(super) const fn and(mut self, step: Step) -> Self {
        self.add(step);
        self
    }

    /// One more.
    pub(super) const fn add(&mut self, step: Step) {
        match step {
            Step::Download => self.downloads += 1,
            Step::Describe => self.descriptions += 1,
            Step::Context => self.contexts += 1,
            Step::Embed => self.embeddings += 1,
        }
    }
}

impl TryFrom<&AnyRow> for Attempts {
    type Error = sqlx::Error;

    fn try_from(row: &AnyRow) -> Result<Self, Self::Error> {
        Ok(Self {
            downloads: count(row, "downloads")?,
            descriptions: count(row, "descriptions")?,
            contexts: count(row, "contexts")?,
            embeddings: count(row, "embeddings")?,
        })
    }
}
