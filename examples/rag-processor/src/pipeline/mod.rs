//! The way of a file: read it, see what it is, ask what is in it and what each chunk is about, and store the vectors.
//!
//! Each step that sends requests is one retried function, and says by its attribute what is tried again. What a step gives
//! up on ends the job: nothing goes on after it.

mod context;
mod describe;
mod download;
mod embed;
mod error;
mod kind;
mod passages;

use retry_runtime::CircuitBreaker;
use serde_json::json;

pub use self::download::KEPT;
pub use self::error::PipelineError;
pub use self::kind::Kind;
use self::passages::passages;
use crate::bucket::Bucket;
use crate::gemini::{Gemini, Limits};
use crate::jobs::{Chunk, Job};
use crate::vertex::Vertex;

/// The name that its jobs have in the table.
pub const SERVICE: &str = "file";

/// The clients that the steps call. Clones share them.
#[derive(Clone, Debug)]
pub struct Pipeline {
    /// Where files are.
    pub bucket: Bucket,
    /// What looks into them.
    pub gemini: Gemini,
    /// What makes vectors.
    pub vertex: Vertex,
}

impl Pipeline {
    /// Its breakers, by their names.
    #[must_use]
    pub fn breakers(&self) -> [&CircuitBreaker; 4] {
        let Limits { auth, capacity, .. } = self.gemini.limits();
        [auth, capacity, self.bucket.capacity(), self.vertex.capacity()]
    }

    /// Takes a file from its source to its vectors: what came of it, as JSON.
    ///
    /// What an earlier worker has stored is not asked for again.
    ///
    /// # Errors
    /// If a step gives up.
    pub async fn process_file(&self, job: &Job) -> Result<String, PipelineError> {
        let content = self.content(job).await?;
        let kind = Kind::of(&content)?;
        let mut chunks = job.chunks().await?;
        if chunks.is_empty() {
            let passages = match &kind {
                Kind::Text => passages(&String::from_utf8_lossy(&content)),
                Kind::Media(media) => self.describe(job, *media, &content).await?,
            };
            job.cut(&passages).await?;
            chunks = passages.into_iter().map(|passage| Chunk { passage, ..Chunk::default() }).collect();
        }
        if kind.has_contexts() {
            self.contexts(job, &mut chunks).await?;
        }
        self.vectors(job, &chunks, kind.image(&content)).await?;
        Ok(json!({ "type": kind.mime_type(), "chunks": chunks.len() }).to_string())
    }

    /// The context of each chunk that has none yet.
    async fn contexts(&self, job: &Job, chunks: &mut [Chunk]) -> Result<(), PipelineError> {
        let outline: Vec<_> = chunks.iter().map(|chunk| chunk.passage.clone()).collect();
        let of = chunks.len();
        for (number, chunk) in chunks.iter_mut().enumerate().filter(|(_, chunk)| chunk.context.is_none()) {
            let context = self.context(job, number, &chunk.passage, &outline).await;
            let context = context.map_err(|error| PipelineError::Context { chunk: number + 1, of, error })?;
            job.note_context(number, &context).await?;
            chunk.context = Some(context);
        }
        Ok(())
    }

    /// The vector of each chunk that has none yet.
    async fn vectors(&self, job: &Job, chunks: &[Chunk], image: Option<&[u8]>) -> Result<(), PipelineError> {
        for (number, chunk) in chunks.iter().enumerate().filter(|(_, chunk)| chunk.vector.is_none()) {
            let text = match &chunk.context {
                Some(context) => format!("{context}\n{}", chunk.passage),
                None => chunk.passage.clone(),
            };
            let vector = self.embed(job, number, &text, image).await;
            let vector = vector.map_err(|error| PipelineError::Embed { chunk: number + 1, of: chunks.len(), error })?;
            job.store_vector(number, &vector).await?;
        }
        Ok(())
    }
}
