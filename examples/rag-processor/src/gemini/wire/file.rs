//! The Files API.

use serde::Deserialize;

/// What a step of an upload answers.
#[derive(Debug, Deserialize)]
pub struct FileAnswer {
    /// The file.
    pub file: File,
}

/// A file at Gemini.
#[derive(Debug, Deserialize)]
pub struct File {
    /// Its name, such as `files/abc-123`.
    pub name: String,
    /// How a prompt names it.
    pub uri: String,
}
