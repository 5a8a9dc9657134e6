//! What retried functions do, topic by topic.
//!
//! One binary has them all, because every binary links everything again. A test is elsewhere only where it needs a process,
//! an allocator or the root of a crate for itself: the head of its binary says what.

#[path = "../common/mod.rs"]
mod common;

mod attempts;
mod breaker;
mod budget;
mod cancel;
mod cancellation;
mod carries;
mod classification;
mod classify;
mod concurrency;
mod deadline;
mod expected;
mod foreign;
mod functions;
mod hint;
mod house;
mod jitter;
#[cfg(feature = "metrics")]
mod metrics;
mod on_retry;
mod own_schedules;
mod policy;
#[cfg(feature = "registry")]
mod registry;
mod timeout;
mod waits;
mod within;
