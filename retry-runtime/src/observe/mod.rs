//! What people and tools see of a call: events, metrics, counts, and the text of errors without its secrets.
//!
//! Nothing here decides anything. Knows `classify` and `wait`: what is observed calls, and is not known.

pub mod bounded;
#[cfg(feature = "registry")]
pub mod counters;
pub mod ending;
pub mod error_text;
pub mod events;
pub mod function;
#[cfg(feature = "metrics")]
pub mod metrics;
pub mod nesting;
pub mod redact;
pub mod tally;
pub mod unwinding;
