//! The policy that functions share, as the data that `policy!` computed.

use std::time::Duration;

#[cfg(feature = "registry")]
use crate::call::registry::Told;
use crate::call::shared::message::Message;
use crate::call::shared::plan::Plan;
use crate::call::site::Site;
use crate::classify::class::Class;
use crate::classify::decision::Decision;

/// A policy that functions share, made by [`policy!`](crate::policy!): limits, waits, and the classification of `E`.
///
/// The other parameters say what else it has: `T` a time for each attempt, `B` breakers, `U` a budget; `()` where it has none.
/// It is plain data: no call changes it, and no two calls share more than its tables and the statics that it names.
#[derive(Debug)]
pub struct Policy<E: 'static = Unclassified, T = (), B = (), U = ()> {
    plan: Plan,
    decide: fn(&E) -> Decision,
    pub(crate) time: T,
    pub(crate) breakers: B,
    pub(crate) budget: U,
}

/// In place of the error type, where a policy is limits alone: each function that uses it classifies its own errors.
#[derive(Debug, Clone, Copy)]
pub enum Unclassified {}

impl<E, T, B, U> Policy<E, T, B, U> {
    /// How many attempts a call may make in all, the first included.
    #[must_use]
    pub const fn max(&self) -> u32 {
        self.plan.max()
    }

    /// The time a call may take before its last attempt starts.
    #[must_use]
    pub const fn within(&self) -> Option<Duration> {
        self.plan.time()
    }

    /// What the policy makes of this error: for unit tests of a classification.
    ///
    /// ```
    /// use retry_runtime::Class;
    ///
    /// enum GeminiError {
    ///     Busy,
    ///     InvalidKey,
    /// }
    ///
    /// retry_runtime::policy! {
    ///     static GEMINI: GeminiError = (max = 3, retryable = [GeminiError::Busy], non_retryable = [GeminiError::InvalidKey]);
    /// }
    ///
    /// assert_eq!(GEMINI.class(&GeminiError::Busy), Class::Transient);
    /// assert_eq!(GEMINI.rule(&GeminiError::InvalidKey), "GeminiError::InvalidKey");
    /// ```
    #[must_use]
    pub fn class(&self, error: &E) -> Class {
        self.decision(error).class
    }

    /// What decides for this error: the text of the entry, as the `retry.rule` of events has it.
    #[must_use]
    pub fn rule(&self, error: &E) -> &'static str {
        self.decision(error).rule
    }

    fn decision(&self, error: &E) -> Decision {
        (self.decide)(error)
    }
}

#[doc(hidden)]
impl<E, T, B, U> Policy<E, T, B, U> {
    #[must_use]
    pub const fn __new(plan: Plan, decide: fn(&E) -> Decision, time: T, breakers: B, budget: U) -> Self {
        Self { plan, decide, time, breakers, budget }
    }

    #[must_use]
    pub const fn __site(&'static self, name: &'static str) -> Site {
        self.plan.site(name)
    }

    #[must_use]
    pub const fn __limits(&self) -> usize {
        if self.plan.time().is_some() { 1 } else { 0 }
    }

    #[must_use]
    pub const fn __walks(&self) -> usize {
        self.plan.walks()
    }

    /// The longest that a call with this many attempts can take.
    #[cfg(feature = "registry")]
    #[must_use]
    pub const fn __worst_case(&self, max: u32, attempt_timeout: Option<Duration>) -> Duration {
        self.plan.worst_case(max, attempt_timeout)
    }

    #[cfg(feature = "registry")]
    #[must_use]
    pub const fn __told(&self) -> Told {
        self.plan.told_of_it()
    }

    #[must_use]
    pub const fn __above_max(&self, max: u32, asked: &str, policy: &str) -> Option<Message> {
        self.plan.above_max(max, asked, policy)
    }

    #[must_use]
    pub const fn __above_within(&self, within: Duration, asked: &str, policy: &str) -> Option<Message> {
        self.plan.above_within(within, asked, policy)
    }

    #[must_use]
    pub const fn __below_first(&self, within: Duration, asked: &str, policy: &str) -> Option<Message> {
        self.plan.below_first(within, asked, policy)
    }

    #[must_use]
    pub const fn __above_timeout(&self, limit: Duration, asked: &str, policy: &str) -> Option<Message> {
        self.plan.above_timeout(limit, asked, policy)
    }

    #[must_use]
    pub const fn __second_budget(&self, asked: &str, policy: &str) -> Option<Message> {
        self.plan.second_budget(asked, policy)
    }

    #[must_use]
    pub const fn __blocking_timeout(&self, asked: &str, policy: &str) -> Option<Message> {
        self.plan.blocking_timeout(asked, policy)
    }
}

/// A policy that classifies the errors of a function.
#[diagnostic::on_unimplemented(
    message = "the policy does not classify `{E}`",
    label = "a policy of another error type, or of limits alone",
    note = "name a policy whose error type is `{E}`; to one of limits alone, add `retryable = [..]` or `non_retryable = [..]` here"
)]
pub trait Classifies<E> {
    /// Decides.
    fn decide(&self, error: &E) -> Decision;
}

#[diagnostic::do_not_recommend]
impl<E, T, B, U> Classifies<E> for Policy<E, T, B, U> {
    fn decide(&self, error: &E) -> Decision {
        self.decision(error)
    }
}

/// Decides by a shared policy.
pub fn decide<E, P: Classifies<E>>(error: &E, policy: &P) -> Decision {
    policy.decide(error)
}

/// A policy beside which a function may name errors that end the call.
#[diagnostic::on_unimplemented(
    message = "the policy does not classify `{E}`",
    label = "a policy of another error type",
    note = "name a policy whose error type is `{E}`, or one of limits alone"
)]
pub trait Rest<E, Marker> {
    /// Decides what the function does not.
    fn rest(&self, error: &E) -> Decision;
}

/// The rest is for the policy to decide.
#[derive(Debug)]
pub enum ByPolicy {}

/// The rest is retried: the policy is limits alone, and the function names what is not.
#[derive(Debug)]
pub enum ByDefault {}

#[diagnostic::do_not_recommend]
impl<E, T, B, U> Rest<E, ByPolicy> for Policy<E, T, B, U> {
    fn rest(&self, error: &E) -> Decision {
        self.decision(error)
    }
}

#[diagnostic::do_not_recommend]
impl<E, T, B, U> Rest<E, ByDefault> for Policy<Unclassified, T, B, U> {
    fn rest(&self, _: &E) -> Decision {
        Decision::transient("not in `non_retryable`")
    }
}

/// Decides what a function's own lists do not.
pub fn rest<E, P: Rest<E, Marker>, Marker>(error: &E, policy: &P) -> Decision {
    policy.rest(error)
}

/// A policy of limits alone, beside which a function classifies its errors itself.
#[diagnostic::on_unimplemented(
    message = "the policy classifies the errors already",
    label = "belongs to the policy",
    note = "remove this here, or use a policy of limits alone: `static STANDARD = (max = 3, ..)`"
)]
pub trait LimitsAlone {}

#[diagnostic::do_not_recommend]
impl<T, B, U> LimitsAlone for Policy<Unclassified, T, B, U> {}

/// Asks that the policy classifies nothing.
pub const fn limits_alone<P: LimitsAlone>(_: &P) {}
