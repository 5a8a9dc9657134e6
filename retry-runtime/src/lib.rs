#![doc = include_str!("../README.md")]

mod attempt;
mod breaker;
mod budget;
mod chain;
mod circuit;
mod classify;
mod clock;
mod decision;
mod delay;
mod error;
mod events;
mod jitter;
mod judged;
mod outcome;
mod policy;
mod redact;
mod retry;
mod site;
mod switch;
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
pub use error::{AttemptTimeout, CircuitOpen};
pub use policy::Policy;
pub use redact::{redact, set_redactor};
#[doc = include_str!("../docs/classify.md")]
pub use retry_macros::Classify;
#[doc = include_str!("../docs/policy.md")]
pub use retry_macros::policy;
#[doc = include_str!("../docs/retry.md")]
pub use retry_macros::retry;
pub use switch::{Mode, set_mode};
