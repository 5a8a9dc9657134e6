//! What a call and its limits tell a `tracing` subscriber: every event, with every field.
//!
//! A binary of its own: every call here has a subscriber. One without, in another thread of the same process, could be the
//! first to meet an event and make `tracing` take it for unwanted. And the redactor that a test sets is that of the process.

#[path = "../common/mod.rs"]
mod common;

mod breaker;
mod budget;
mod cancel;
mod causes;
mod expected;
mod json;
mod levels;
mod names;
mod nesting;
mod outcomes;
mod rules;
mod secrets;
mod silence;
mod spans;
mod targets;
mod texts;
#[cfg(feature = "registry")]
mod tightened;
mod timeout;
