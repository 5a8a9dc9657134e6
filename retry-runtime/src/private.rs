//! What generated code names. Not part of the interface: it changes with the macro, which is pinned to this version.

pub use crate::call::outcome::{error, expired, expired_as, returns, succeeded};
#[cfg(feature = "registry")]
pub use crate::call::registry::{List, Named, Registered, SITES, Told, check_lock};
pub use crate::call::retry::Retry;
pub use crate::call::shared::breakers::{PolicyBreaker, admit_by, attempt_by, breakers_succeeded_by, withdraw_by};
pub use crate::call::shared::budget::{budget_succeeded_by, payment_by, send_by};
pub use crate::call::shared::plan::Plan;
pub use crate::call::shared::policy::{decide, limits_alone, rest};
pub use crate::call::shared::time::{PolicyTimeout, late_by, limit_by, limited_by};
pub use crate::call::site::Site;
pub use crate::call::watch::{attempt, call, watched, watched_call};
pub use crate::classify::chain::{Context, holds, source, source_where};
pub use crate::classify::class::{CLASSIFIED, Classify, RetryAfter};
pub use crate::classify::decision::{Decision, ask, test, value};
pub use crate::limits::breaker::{CircuitBreaker, FromOpen, admit, admit_named};
pub use crate::limits::budget::{Payment, RetryBudget};
pub use crate::limits::deadline::{earliest, ends};
pub use crate::limits::timeout::{FromTimeout, Late, timeout, timeout_within};
pub use crate::observe::error_text::Shown;
pub use crate::wait::jitter::{Jitter, seed};
pub use crate::wait::schedule::Schedule;
#[cfg(feature = "registry")]
pub use linkme;

pub use crate::__plan as plan;
pub use crate::__register as register;

/// Nothing: there is no list of retried functions.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __register {
    ($($site:tt)*) => {};
}

/// A plan that is told of.
#[cfg(feature = "registry")]
#[doc(hidden)]
#[macro_export]
macro_rules! __plan {
    ($plan:expr, $($told:tt)*) => {
        $plan.told($($told)*)
    };
}

/// A plan that nobody asks for.
#[cfg(not(feature = "registry"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __plan {
    ($plan:expr, $($told:tt)*) => {
        $plan
    };
}
