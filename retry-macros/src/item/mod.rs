//! The function under the attribute: its signature, the statements that are an attempt, what an attempt returns.
//!
//! Knows the small things below it alone, and nothing of the keys.

pub mod bindings;
pub mod body;
mod ending;
pub mod function;
pub mod output;
mod signature;
mod way;
