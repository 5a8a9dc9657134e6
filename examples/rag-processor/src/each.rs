//! One job of each service, against a server that is elsewhere.

use std::path::Path;

use tokio_util::sync::CancellationToken;

use crate::gemini::{ApiKey, Gemini, Limits};
use crate::jobs::{Jobs, JobsError};
use crate::matrix::{PIXEL, VALID_KEY, VIDEO};
use crate::services::{self, Audio, Document, Embedding, Image, Service, Transcription, Video};

/// Runs a job of each service, all at once, on one client of the server at `url`, with the jobs table in the file `table`.
/// `shutdown` ends it early.
///
/// # Errors
/// If the client or the job table cannot work. How the jobs ended is in the table.
pub async fn run(url: &str, table: &Path, shutdown: CancellationToken) -> anyhow::Result<()> {
    let gemini = Gemini::new(url, ApiKey::new(VALID_KEY), Limits::default())?;
    let jobs = &Jobs::open(table, shutdown).await?;
    let (file, text) = (
        "https://generativelanguage.googleapis.com/v1beta/files/review",
        "Every retry has a limit.",
    );
    tokio::try_join!(
        job(jobs, Video::new(gemini.clone()), VIDEO),
        job(jobs, Audio::new(gemini.clone()), file),
        job(jobs, Image::new(gemini.clone()), PIXEL),
        job(jobs, Document::new(gemini.clone()), text),
        job(jobs, Embedding::new(gemini.clone()), text),
        job(jobs, Transcription::new(gemini), file),
    )?;
    Ok(())
}

async fn job<S: Service>(jobs: &Jobs, service: S, source: &str) -> Result<(), JobsError> {
    services::run(&service, &jobs.create(S::NAME, source).await?).await
}
