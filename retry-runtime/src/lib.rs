#![doc = include_str!("../README.md")]

mod attempt;
mod chain;
mod classify;
mod clock;
mod decision;
mod delay;
mod events;
mod jitter;
mod outcome;
mod policy;
mod retry;
mod site;
mod walk;

pub mod hint;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use attempt::Attempt;
pub use classify::{Carries, Class, Classify};
pub use policy::Policy;
pub use retry_macros::{Classify, policy, retry};
