//! A small client of Vertex AI: multimodal embeddings, and the tokens of a service account.

mod account;
mod client;
mod error;
mod policy;
mod tokens;

pub use account::{AccountError, ServiceAccount};
pub use client::{DIMENSIONS, Input, Vertex};
pub use error::{TokenError, VertexError};
pub use policy::VERTEX;
pub use tokens::{Bearer, Tokens};
