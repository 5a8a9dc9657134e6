//! What a call tells a `tracing` subscriber: every event, with every field.
//!
//! Every call here has a subscriber. One without, in another thread of the same process, could be the first to meet an
//! event and make `tracing` take it for unwanted.

#[path = "../common/mod.rs"]
mod common;

mod json;
mod levels;
mod names;
mod outcomes;
mod rules;
mod secrets;
mod spans;
mod texts;
