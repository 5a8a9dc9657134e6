//! What the lists of an attribute say of one error, as data.

use std::time::Duration;

use crate::classify::class::{Class, Classify};
use crate::wait::jitter::Step;

/// What the classification says of one error, and which rule said so.
#[derive(Debug, Clone, Copy)]
pub struct Decision {
    pub(crate) class: Class,
    /// The schedule by which it is tried again, where it is: 0 is the function's own.
    pub(crate) kind: usize,
    pub(crate) rule: &'static str,
    /// What the server was asked, and said.
    asked: Option<Asked>,
}

impl Decision {
    /// The error may go away by itself: try again.
    #[must_use]
    pub const fn transient(rule: &'static str) -> Self {
        Self::of(Class::Transient, rule)
    }

    /// The error will come again: give up at once.
    #[must_use]
    pub const fn permanent(rule: &'static str) -> Self {
        Self::of(Class::Permanent, rule)
    }

    /// The error is an answer: the call ends with it, and nothing has failed.
    #[must_use]
    pub const fn expected(rule: &'static str) -> Self {
        Self::of(Class::Expected, rule)
    }

    /// Try again by a schedule of its own.
    #[must_use]
    pub const fn on(schedule: usize, rule: &'static str) -> Self {
        Self { kind: schedule, ..Self::transient(rule) }
    }

    /// As the error itself says.
    pub fn classified<E: Classify>(error: &E) -> Self {
        Self::of(error.class(), error.rule())
    }

    const fn of(class: Class, rule: &'static str) -> Self {
        Self { class, kind: 0, rule, asked: None }
    }

    /// Waits as long as the server asks, up to `cap`; only a retryable error is asked, and only by the first hint that
    /// is set.
    #[must_use]
    pub fn hint(mut self, cap: Duration, ask: impl FnOnce() -> Option<Duration>) -> Self {
        if self.class == Class::Transient && self.asked.is_none() {
            self.asked = Some(Asked { hint: ask().unwrap_or_default(), cap });
        }
        self
    }

    /// What the server asks for, if it does.
    #[inline]
    pub(crate) fn asked(&self) -> Option<Asked> {
        self.asked.filter(|asked| !asked.hint.is_zero())
    }
}

/// A wait that a server asks for; zero is none.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    hint: Duration,
    cap: Duration,
}

impl Asked {
    /// The wait, exactly; `None` if it is over the cap: less would be refused again.
    pub fn wait(self) -> Option<Duration> {
        (self.hint <= self.cap).then_some(self.hint)
    }

    /// The wait with what chance adds to the table's, up to the cap.
    pub fn with_jitter(self, step: Step) -> Duration {
        self.hint.saturating_add(step.jitter()).min(self.cap)
    }
}

/// Whether a closure of the lists accepts the error; gives the closure its parameter's type.
pub fn test<E>(error: &E, accepts: impl FnOnce(&E) -> bool) -> bool {
    accepts(error)
}

/// What a closure of `hint(..)` reads off the error; gives the closure its parameter's type.
pub fn ask<E>(error: &E, hint: impl FnOnce(&E) -> Option<Duration>) -> Option<Duration> {
    hint(error)
}

/// The value that a closure of `by` makes of the error, to be matched against the patterns; gives the closure its parameter's
/// type. The value may borrow from the error.
pub fn value<'a, E, V>(error: &'a E, by: impl FnOnce(&'a E) -> V) -> V {
    by(error)
}
