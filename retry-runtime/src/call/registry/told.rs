//! What the macro tells of an attribute: its keys, as data.

use std::time::Duration;

use crate::limits::breaker::CircuitBreaker;
use crate::limits::budget::RetryBudget;

/// What the keys of an attribute, or of a policy, say besides limit and waits.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    pub(super) lists: &'static [List],
    pub(super) classified: bool,
    pub(super) by: Option<&'static str>,
    pub(super) hint: Option<Duration>,
    pub(super) within: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) breakers: &'static [Named<CircuitBreaker>],
    pub(super) budget: Option<Named<RetryBudget>>,
}

impl Told {
    /// The lists of a classification, in the order in which they decide.
    #[must_use]
    pub const fn new(lists: &'static [List]) -> Self {
        Self {
            lists,
            classified: false,
            by: None,
            hint: None,
            within: None,
            attempt_timeout: None,
            breakers: &[],
            budget: None,
        }
    }

    /// The error classifies itself.
    #[must_use]
    pub const fn classified(self) -> Self {
        Self { classified: true, ..self }
    }

    /// What the patterns look at.
    #[must_use]
    pub const fn by(self, function: &'static str) -> Self {
        Self { by: Some(function), ..self }
    }

    /// The longest wait that a server may ask for.
    #[must_use]
    pub const fn hint(self, cap: Duration) -> Self {
        Self { hint: Some(cap), ..self }
    }

    /// The time of a call.
    #[must_use]
    pub const fn within(self, limit: Duration) -> Self {
        Self { within: Some(limit), ..self }
    }

    /// The time of an attempt.
    #[must_use]
    pub const fn attempt_timeout(self, limit: Duration) -> Self {
        Self { attempt_timeout: Some(limit), ..self }
    }

    /// The circuit breakers.
    #[must_use]
    pub const fn breakers(self, breakers: &'static [Named<CircuitBreaker>]) -> Self {
        Self { breakers, ..self }
    }

    /// The retry budget.
    #[must_use]
    pub const fn budget(self, budget: Named<RetryBudget>) -> Self {
        Self { budget: Some(budget), ..self }
    }
}

/// The entries of one list of a classification, as they stand there.
#[derive(Debug, Clone, Copy)]
pub struct List {
    pub(super) key: &'static str,
    pub(super) entries: &'static [&'static str],
    pub(super) hint: Option<Duration>,
}

impl List {
    /// The entries behind this key.
    #[must_use]
    pub const fn new(key: &'static str, entries: &'static [&'static str]) -> Self {
        Self { key, entries, hint: None }
    }

    /// The longest wait that a server may ask for in these errors.
    #[must_use]
    pub const fn hint(self, cap: Duration) -> Self {
        Self { hint: Some(cap), ..self }
    }
}

/// An expression of an attribute, and the static that it names, if it does.
#[derive(Debug)]
pub struct Named<T: 'static> {
    pub(super) text: &'static str,
    // A function, since what the expression is may point to the static: a `LazyLock`, say.
    find: Option<fn() -> &'static T>,
}

impl<T> Named<T> {
    /// A static.
    #[must_use]
    pub const fn new(text: &'static str, find: fn() -> &'static T) -> Self {
        Self { text, find: Some(find) }
    }

    /// Anything else: what it is, only a call knows.
    #[must_use]
    pub const fn unknown(text: &'static str) -> Self {
        Self { text, find: None }
    }

    pub(super) fn find(&self) -> Option<&'static T> {
        self.find.map(|find| find())
    }
}

impl<T> Clone for Named<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Named<T> {}
