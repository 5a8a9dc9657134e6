//! What `retries.json` says. Tools rely on the names of the fields: add some, and keep those that are there.

mod function;
mod list;
mod millis;
mod retries;

pub use retries::Retries;
