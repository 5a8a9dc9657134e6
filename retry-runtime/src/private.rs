//! What generated code names. Not part of the interface: it changes with the macro, which is pinned to this version.

pub use crate::breaker::{CircuitBreaker, admit};
pub use crate::budget::{RetryBudget, Spent};
pub use crate::chain::{Context, holds, source, source_where};
pub use crate::classify::{Classify, RetryAfter};
pub use crate::decision::{Decision, ask, test};
pub use crate::jitter::Jitter;
pub use crate::outcome::{call, returns};
pub use crate::policy::decide;
#[cfg(feature = "registry")]
pub use crate::registry::{Registered, SITES};
pub use crate::retry::{Retry, ends};
pub use crate::shown::Shown;
pub use crate::site::{Schedule, Site};
pub use crate::timeout::{expired, timeout};
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
