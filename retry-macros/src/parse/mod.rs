//! The attribute, key by key: tokens become typed values with their spans, each checked by itself.
//!
//! Knows `errors` and `text` alone. What two keys say together is for `check`, and nothing here writes code.

pub mod args;
pub mod attempt_timeout;
pub mod backoff;
pub mod breaker;
pub mod callee;
pub mod classification;
pub mod comma;
pub mod duration;
pub mod entry;
pub mod guards;
pub mod hint;
pub mod jitter;
pub mod list;
pub mod max;
pub mod on;
pub mod on_retry;
pub mod once;
pub mod pattern;
pub mod policy_item;
pub mod schedule;
pub mod spelling;
pub mod value;
pub mod wrong_keys;
