//! `attempt_timeout`: each attempt has its time, and is dropped when it is over.

#[path = "../common/mod.rs"]
mod common;
#[path = "../breaker/error.rs"]
mod error;

mod errors;
mod functions;
mod texts;
mod times;
mod within;
