//! A small service that mounts the pages of `retry-admin` at `/retries`, with actions.
//!
//! [`services`] are its retried functions, and [`load`] calls them, so that there is something to see.

pub mod load;
pub mod server;
pub mod services;
