#![cfg_attr(docsrs, feature(doc_cfg))]
// Its example of a request over HTTP needs the feature.
#![cfg_attr(any(feature = "http-date", not(doctest)), doc = include_str!("../README.md"))]

mod call;
mod classify;
// Read by rustdoc alone: no other build has to read their pages. Those of the cookbook are compiled by `tests/cookbook`, which has the
// crates that they are about.
#[cfg(all(doc, not(doctest)))]
pub mod cookbook;
#[cfg(any(doc, doctest))]
pub mod guide;
mod limits;
mod observe;
mod wait;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use call::attempt::Attempt;
#[cfg(all(feature = "metrics", feature = "registry"))]
pub use call::registry::record_states;
#[cfg(feature = "registry")]
pub use call::registry::{ErrorList, OwnSchedule, SiteSnapshot, breakers, budgets, sites};
pub use call::retrying::Retrying;
pub use call::shared::policy::{Policy, Unclassified};
#[cfg(feature = "registry")]
pub use call::tighten::{TightenError, tighten, tighten_from_env};
pub use classify::class::{Carries, Class, Classify};
pub use limits::breaker::{BreakerState, CircuitBreaker, CircuitOpen, Dropped};
pub use limits::budget::RetryBudget;
pub use limits::switch::{Mode, mode, set_mode};
pub use limits::timeout::AttemptTimeout;
#[cfg(feature = "registry")]
pub use observe::counters::{Counts, LastError};
#[cfg(feature = "registry")]
pub use observe::ending::Ending;
#[cfg(feature = "metrics")]
pub use observe::metrics::describe_metrics;
pub use observe::redact::{redact, set_redactor};
#[doc = include_str!("../docs/classify.md")]
pub use retry_macros::Classify;
#[doc = include_str!("../docs/policy.md")]
pub use retry_macros::policy;
#[doc = include_str!("../docs/retry.md")]
pub use retry_macros::retry;
pub use wait::hint;
