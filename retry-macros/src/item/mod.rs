//! The function under the attribute: its signature, the statements that are an attempt, what an attempt returns.
//!
//! Knows `errors` and `text` alone, and nothing of the keys.

pub mod body;
pub mod function;
pub mod output;
