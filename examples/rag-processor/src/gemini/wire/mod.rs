//! The requests and answers of the Gemini API, as far as the services need them.

mod embed;
mod file;
mod generate;

use serde::Serialize;

pub use self::embed::{EmbedRequest, EmbedResponse, Embedding};
pub use self::file::{File, FileAnswer};
pub use self::generate::{GenerateRequest, GenerateResponse};

#[derive(Debug, Serialize)]
struct Content {
    parts: Vec<Part>,
}

/// One part of a prompt.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Part {
    /// Text.
    Text(String),
    /// Bytes that travel in the request.
    #[serde(rename_all = "camelCase")]
    InlineData {
        /// Their media type.
        mime_type: String,
        /// The bytes in base64.
        data: String,
    },
    /// A file that was uploaded before.
    #[serde(rename_all = "camelCase")]
    FileData {
        /// Its media type.
        mime_type: &'static str,
        /// Where the Files API keeps it.
        file_uri: String,
    },
}
