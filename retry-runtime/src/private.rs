//! What generated code names. Not part of the interface: it changes with the macro, which is pinned to this version.

pub use crate::call::outcome::{expired, returns};
pub use crate::call::policy::decide;
#[cfg(feature = "registry")]
pub use crate::call::registry::{Registered, SITES};
pub use crate::call::retry::{Retry, ends};
pub use crate::call::site::Site;
pub use crate::call::watch::{attempt, call, watched, watched_call};
pub use crate::classify::chain::{Context, holds, source, source_where};
pub use crate::classify::class::{CLASSIFIED, Classify, RetryAfter};
pub use crate::classify::decision::{Decision, ask, test};
pub use crate::limits::breaker::{CircuitBreaker, admit, admit_named};
pub use crate::limits::budget::{Payment, RetryBudget};
pub use crate::limits::timeout::timeout;
pub use crate::observe::error_text::Shown;
pub use crate::wait::jitter::Jitter;
pub use crate::wait::schedule::Schedule;
#[cfg(feature = "registry")]
pub use linkme;

pub use crate::__register as register;

/// Nothing: there is no list of retried functions.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($($site:tt)*) => {};
}
