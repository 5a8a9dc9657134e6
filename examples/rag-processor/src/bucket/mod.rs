//! A small client of the JSON API of Google Cloud Storage: reading an object, in as many parts as it takes.

mod client;
mod error;
mod object;
mod policy;

pub use client::{Bucket, Part};
pub use error::BucketError;
pub use object::Object;
pub use policy::BUCKET;
