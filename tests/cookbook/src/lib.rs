//! The pages of the cookbook, compiled with the crates that they are about, and what their examples run against.
//!
//! The pages are Markdown beside the runtime, whose documentation shows them. The runtime cannot compile them: it would depend
//! on an HTTP client, a database and more.

mod answer;
mod counted;
mod databases;
mod grpc;
#[cfg(doctest)]
mod pages;
mod server;

pub use answer::Answer;
pub use counted::retries;
pub use databases::postgres;
pub use grpc::Grpc;
pub use server::{Request, Server};
