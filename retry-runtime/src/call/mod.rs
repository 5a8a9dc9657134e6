//! One call of a retried function, from its first attempt to its end: what the expansion of `#[retry]` drives.
//!
//! It knows every other folder, and none of them knows it.

pub mod after;
pub mod attempt;
pub mod judgement;
pub mod outcome;
#[cfg(feature = "registry")]
pub mod registry;
pub mod retry;
pub mod retrying;
pub mod shared;
pub mod site;
pub mod state;
#[cfg(feature = "registry")]
pub mod tighten;
pub mod watch;
