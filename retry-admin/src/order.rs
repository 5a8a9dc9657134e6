//! The order of the functions: by a column, up or down.

use std::fmt;

use crate::now::Function;

/// A column that functions are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Name,
    Attempts,
    WorstCase,
    Calls,
    Failed,
    Recent,
    Retries,
    LastError,
}

impl Column {
    const ALL: [Self; 8] = [
        Self::Name,
        Self::Attempts,
        Self::WorstCase,
        Self::Calls,
        Self::Failed,
        Self::Recent,
        Self::Retries,
        Self::LastError,
    ];

    /// The word for it in a query.
    const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Attempts => "attempts",
            Self::WorstCase => "worst_case",
            Self::Calls => "calls",
            Self::Failed => "failed",
            Self::Recent => "recent",
            Self::Retries => "retries",
            Self::LastError => "last_error",
        }
    }

    /// What a function has in it, as a number; functions are by name already.
    fn of(self, function: &Function) -> Option<u128> {
        let site = &function.site;
        match self {
            Self::Name => Some(0),
            Self::Attempts => Some(site.tightened.unwrap_or(site.max).into()),
            Self::WorstCase => Some(site.worst_case.as_nanos()),
            Self::Calls => Some(function.total.calls.into()),
            Self::Failed => Some(function.total.failed.into()),
            Self::Recent => function
                .recent
                .map(|(_, recent)| u128::from(recent.failed) << 64 | u128::from(recent.calls)),
            Self::Retries => Some(site.counts.retries().into()),
            Self::LastError => site.last_error.as_ref().map(|error| error.age.as_nanos()),
        }
    }
}

/// An order of functions: `name`, or `-calls` for the other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    column: Column,
    descending: bool,
}

/// What fails comes first.
impl Default for Order {
    fn default() -> Self {
        Self { column: Column::Failed, descending: true }
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.column.word())
    }
}

impl Order {
    /// Reads it from a query.
    pub fn read(text: &str) -> Option<Self> {
        let word = text.strip_prefix('-').unwrap_or(text);
        let column = Column::ALL.into_iter().find(|column| column.word() == word)?;
        Some(Self { column, descending: word != text })
    }

    /// The order that the head of a column leads to: the other way, or else what people look for first, which are the names from
    /// A to Z, the newest error and the highest numbers.
    pub fn by(self, column: Column) -> Self {
        let first = !matches!(column, Column::Name | Column::LastError);
        let descending = if self.column == column { !self.descending } else { first };
        Self { column, descending }
    }

    /// The way in which this column is sorted, in the word that browsers know.
    pub fn way(self, column: Column) -> Option<&'static str> {
        (self.column == column).then_some(if self.descending { "descending" } else { "ascending" })
    }

    /// Sorts functions that are by name. Those that have nothing in the column are the last either way.
    pub fn sort(self, functions: &mut [&Function]) {
        if self.column == Column::Name && self.descending {
            functions.reverse();
        }
        functions.sort_by(|one, other| match (self.column.of(one), self.column.of(other)) {
            (Some(one), Some(other)) if self.descending => other.cmp(&one),
            (Some(one), Some(other)) => one.cmp(&other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        });
    }
}
