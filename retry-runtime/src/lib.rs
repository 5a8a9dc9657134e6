#![doc = include_str!("../README.md")]

mod attempt;
mod chain;
mod clock;
mod decision;
mod delay;
mod events;
mod jitter;
mod outcome;
mod retry;
mod site;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use attempt::Attempt;
pub use retry_macros::retry;
