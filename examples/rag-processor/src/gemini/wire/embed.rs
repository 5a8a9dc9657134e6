//! `:embedContent`.

use serde::{Deserialize, Serialize};

use super::{Content, Part};

/// What `:embedContent` is asked.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EmbedRequest {
    content: Content,
    task_type: &'static str,
    output_dimensionality: usize,
}

impl EmbedRequest {
    /// Asks for the vector of a text that is to be found by searches.
    #[must_use]
    pub fn document(text: &str, dimensions: usize) -> Self {
        let content = Content { parts: vec![Part::Text(text.to_owned())] };
        Self {
            content,
            task_type: "RETRIEVAL_DOCUMENT",
            output_dimensionality: dimensions,
        }
    }
}

/// What `:embedContent` answers.
#[derive(Debug, Deserialize)]
pub struct EmbedResponse {
    /// The vector.
    pub embedding: Embedding,
}

/// A vector.
#[derive(Debug, Deserialize)]
pub struct Embedding {
    /// Its components.
    pub values: Vec<f32>,
}
