//! What breakers and the other limits tell a `tracing` subscriber.
//!
//! Every call of this binary has the recorder: a call without one, on another thread, may register an event as one that
//! nobody listens to in the very moment in which the recorder comes.

#[path = "../common/mod.rs"]
mod common;

mod breaker;
mod budget;
mod cancel;
mod silence;
mod timeout;
