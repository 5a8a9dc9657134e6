//! The ways in which a call ends, and the word for each.

/// How a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[cfg_attr(
    not(any(feature = "metrics", feature = "registry")),
    expect(dead_code, reason = "only what counts calls tells all of them apart")
)]
pub enum Ending {
    /// Its first attempt succeeded.
    Succeeded,
    /// A later attempt succeeded.
    Recovered,
    /// The error is an answer that was expected.
    Expected,
    /// The error is not retried.
    NotRetryable,
    /// `max` is reached, or that of an `on(..)`.
    Exhausted,
    /// The next wait would have passed `within`.
    Deadline,
    /// The server asked for a wait over the cap of `hint(..)`.
    HintTooLong,
    /// A breaker refused the next attempt, or the first.
    BreakerOpen,
    /// The budget had too few tokens.
    BudgetExhausted,
    /// The future was dropped, or `cancel` ended a wait.
    Cancelled,
    /// `Mode::Off` or a stopped budget allowed no retry.
    SwitchedOff,
    /// The body or an expression of the attribute panicked.
    Panicked,
}

impl Ending {
    /// All of them.
    #[cfg(feature = "registry")]
    pub const ALL: [Self; 12] = [
        Self::Succeeded,
        Self::Recovered,
        Self::Expected,
        Self::NotRetryable,
        Self::Exhausted,
        Self::Deadline,
        Self::HintTooLong,
        Self::BreakerOpen,
        Self::BudgetExhausted,
        Self::Cancelled,
        Self::SwitchedOff,
        Self::Panicked,
    ];

    /// The word for it in events and metrics: `not_retryable`, say.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Recovered => "recovered",
            Self::Expected => "expected",
            Self::NotRetryable => "not_retryable",
            Self::Exhausted => "exhausted",
            Self::Deadline => "deadline",
            Self::HintTooLong => "hint_too_long",
            Self::BreakerOpen => "breaker_open",
            Self::BudgetExhausted => "budget_exhausted",
            Self::Cancelled => "cancelled",
            Self::SwitchedOff => "switched_off",
            Self::Panicked => "panicked",
        }
    }
}
