//! `budget = ..`: retries cost tokens, successes give them back, and without tokens there is no retry.

#[path = "../common/mod.rs"]
mod common;

mod places;
mod refusals;
mod storm;
mod tokens;
