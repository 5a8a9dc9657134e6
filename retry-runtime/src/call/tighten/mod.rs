//! Lower limits than those in the source, set by an operator; with the feature `registry`.
//!
//! What is in force is in the static of each function, where its calls read it; `limits` sets it, by an `entry` for each name.

mod entry;
mod error;
mod limits;

pub use error::TightenError;
pub use limits::{tighten, tighten_from_env};
