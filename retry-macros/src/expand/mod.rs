//! The code that is written: every `quote!` of the loop, one file for each part of it.
//!
//! Knows all that was read and checked, and reads no syntax itself.

pub mod attempt;
pub mod callee;
pub mod context;
pub mod decision;
pub mod docs;
pub mod hook;
pub mod limits;
pub mod next;
pub mod pattern;
pub mod policy;
pub mod retry;
pub mod schedules;
pub mod site;
pub mod state;
pub mod time;
pub mod told;
