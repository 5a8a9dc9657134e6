//! Why a file could not be processed.

use retry_runtime::{Class, Classify};
use thiserror::Error;

use crate::bucket::BucketError;
use crate::gemini::GeminiError;
use crate::jobs::JobsError;
use crate::vertex::VertexError;

/// Why a file could not be processed: the step that gave up, and why.
#[derive(Debug, Error)]
pub enum PipelineError {
    /// The file could not be read.
    #[error("download failed")]
    Download(#[source] BucketError),
    /// The job names no file.
    #[error("there is no file `{0}`")]
    NoFile(String),
    /// The file is of a type that nobody looks into.
    #[error("files of the type {0} are not processed; send video, audio, an image, PDF or text")]
    Type(String),
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// Nobody could say what is in the file.
    #[error("description failed")]
    Describe(#[source] GeminiError),
    /// Nobody could say what a chunk is about.
    #[error("context generation failed for chunk {chunk} of {of}")]
    Context {
        /// Which, from one.
        chunk: usize,
        /// How many there are.
        of: usize,
        /// Why.
        #[source]
        error: GeminiError,
    },
    /// There is no vector of a chunk.
    #[error("embedding failed for chunk {chunk} of {of}")]
    Embed {
        /// Which, from one.
        chunk: usize,
        /// How many there are.
        of: usize,
        /// Why.
        #[source]
        error: VertexError,
    },
    /// The table could not be written, or the job belongs to another worker by now.
    #[error(transparent)]
    Jobs(#[from] JobsError),
}

impl PipelineError {
    /// Whether another attempt would have been worth it: a shutdown is no reason to fail the job then.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        let class = match self {
            Self::Download(error) => error.class(),
            Self::Describe(error) | Self::Context { error, .. } => error.class(),
            Self::Embed { error, .. } => error.class(),
            Self::NoFile(_) | Self::Type(_) | Self::Empty | Self::Jobs(_) => Class::Permanent,
        };
        class == Class::Transient
    }

    /// Whether a breaker kept the request back. The job is as good as before, and can wait for better times.
    #[must_use]
    pub const fn is_kept_back(&self) -> bool {
        matches!(
            self,
            Self::Download(BucketError::Open(_))
                | Self::Describe(GeminiError::Open(_))
                | Self::Context { error: GeminiError::Open(_), .. }
                | Self::Embed { error: VertexError::Open(_), .. }
        )
    }

    /// Whether it is the job table that failed, and not the job.
    #[must_use]
    pub const fn is_of_table(&self) -> bool {
        matches!(
            self,
            Self::Jobs(_)
                | Self::Download(BucketError::Uncounted(_))
                | Self::Describe(GeminiError::Uncounted(_))
                | Self::Context { error: GeminiError::Uncounted(_), .. }
                | Self::Embed { error: VertexError::Uncounted(_), .. }
        )
    }
}
