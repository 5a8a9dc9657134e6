//! The error of limits that cannot be set.

use thiserror::Error;

use crate::observe::function::Function;

/// Limits that [`tighten`](crate::tighten) or [`tighten_from_env`](crate::tighten_from_env) could not set; none of them was.
///
/// Its text tells every mistake, and lists every retried function of the binary with its limit in the source, in the form that the
/// variable has: what is listed is the highest that can be set.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{text}")]
pub struct TightenError {
    text: String,
}

/// One mistake of an operator.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Mistake {
    #[error("its text is not UTF-8")]
    NotText,
    #[error("`{0}` is no `name=number`")]
    Unreadable(String),
    #[error("no retried function is named `{0}`")]
    NoFunction(String),
    #[error("`{0}=0` allows no attempt")]
    NoAttempt(String),
    #[error("`{pattern}={max}` is above the limit of {highest} in the source")]
    Above { pattern: String, max: u32, highest: u32 },
}

impl TightenError {
    /// The text of these mistakes, made where these are all functions.
    pub(crate) fn new(mistakes: &[Mistake], functions: &[&Function]) -> Self {
        let mistakes: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
        let mut limits: Vec<_> =
            functions.iter().map(|function| format!("`{}={}`", function.name, function.max)).collect();
        limits.dedup();
        let remedy = if limits.is_empty() {
            "this binary has no retried function".to_owned()
        } else {
            format!("set 1 (no retries) or more, up to {}", limits.join(", "))
        };
        Self { text: format!("{}; {remedy}", mistakes.join(", ")) }
    }

    /// The same, for what stood in this variable.
    pub(crate) fn of_variable(self, variable: &str) -> Self {
        Self { text: format!("`{variable}`: {}", self.text) }
    }
}
