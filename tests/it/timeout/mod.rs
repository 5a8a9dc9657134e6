//! `attempt_timeout`: each attempt has its time, and is dropped when it is over.

mod errors;
mod functions;
mod texts;
mod times;
mod within;
