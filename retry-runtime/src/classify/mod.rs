//! Whether an error is tried again, and who said so: the types that the lists of an attribute are compiled to.
//!
//! Knows `wait` alone: a decision names a schedule and a hint.

pub mod chain;
pub mod class;
pub mod decision;
