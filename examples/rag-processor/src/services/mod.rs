//! The six services. Each turns one kind of source into something to search for, with Gemini's help.
//!
//! The services that fail with a [`GeminiError`](crate::gemini::GeminiError) list both what is retried and what is not,
//! so a variant that is added to the enum stops the build until somebody has classified it here. Two do otherwise, to
//! show the other forms: [`Image`] asks a predicate, and [`Embedding`] fails with `anyhow::Error` and names the errors
//! that must not be carried by it. The waits are short, so that a demonstration of every fault takes seconds; only
//! [`Document`] keeps to the one and two seconds that a service in production would.

mod audio;
mod document;
mod embedding;
mod image;
mod transcription;
mod video;

use serde::Serialize;

pub use self::audio::Audio;
pub use self::document::Document;
pub use self::embedding::Embedding;
pub use self::image::Image;
pub use self::transcription::Transcription;
pub use self::video::Video;
use crate::jobs::{Job, JobsError};

/// A service that processes the jobs of one kind.
pub trait Service: Send + Sync + 'static {
    /// How it fails.
    type Error: Into<anyhow::Error>;

    /// The name it has in the jobs table.
    const NAME: &'static str;

    /// Processes the source of `job`.
    fn process(&self, job: &Job) -> impl Future<Output = Result<Output, Self::Error>> + Send;
}

/// What a service makes of a source, for the index.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Output {
    /// Texts, each to be found on its own.
    Passages(Vec<String>),
    /// The vector of a text.
    Vector(Vec<f32>),
}

/// Runs `job` from pending to its end, and records how it ended.
///
/// # Errors
/// If the job was not pending, or the table could not be written. That the service failed is no error here: it is
/// recorded in the job.
pub async fn run(service: &impl Service, job: &Job) -> Result<(), JobsError> {
    job.start().await?;
    let outcome = service.process(job).await.map_err(Into::into);
    let outcome = outcome.and_then(|output| Ok(serde_json::to_string(&output)?));
    job.finish(outcome.map_err(|error| format!("{error:#}"))).await
}
