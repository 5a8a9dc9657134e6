#![doc = include_str!("../README.md")]

mod attempt;
mod breaker;
mod budget;
mod chain;
mod circuit;
mod classify;
mod clock;
#[cfg(feature = "registry")]
mod counters;
mod decision;
mod delay;
mod ending;
mod error;
mod events;
mod jitter;
mod judged;
#[cfg(feature = "metrics")]
mod metrics;
mod outcome;
mod policy;
mod redact;
#[cfg(feature = "registry")]
mod registry;
mod retry;
mod retrying;
mod shown;
mod site;
mod switch;
mod tally;
mod timeout;
mod walk;

pub mod hint;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use attempt::Attempt;
pub use breaker::{BreakerState, CircuitBreaker};
pub use budget::RetryBudget;
pub use classify::{Carries, Class, Classify};
#[cfg(feature = "registry")]
pub use counters::{Counts, LastError};
#[cfg(feature = "registry")]
pub use ending::Ending;
pub use error::{AttemptTimeout, CircuitOpen};
#[cfg(feature = "metrics")]
pub use metrics::describe_metrics;
pub use policy::Policy;
pub use redact::{redact, set_redactor};
#[cfg(feature = "registry")]
pub use registry::{SiteSnapshot, sites};
#[doc = include_str!("../docs/classify.md")]
pub use retry_macros::Classify;
#[doc = include_str!("../docs/policy.md")]
pub use retry_macros::policy;
#[doc = include_str!("../docs/retry.md")]
pub use retry_macros::retry;
pub use retrying::Retrying;
pub use switch::{Mode, set_mode};
