//! The run: each service through each scenario, all at once.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use tokio::task::JoinSet;

use crate::gemini::{ApiKey, Gemini};
use crate::jobs::{Job, Jobs};
use crate::report::{Entry, Report};
use crate::scenario::{Key, Scenario};
use crate::server::GeminiServer;
use crate::services::{self, Audio, Document, Embedding, Image, Service, Transcription, Video};

/// The key that the server accepts.
pub const VALID_KEY: &str = "demo-key-that-the-server-accepts";
/// A key that it does not accept.
pub const INVALID_KEY: &str = "demo-key-that-was-revoked";

/// A grey pixel.
const PIXEL: &str = "data:image/png;base64,\
    iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB4iG8MwAAAABJRU5ErkJggg==";

/// The times of a run.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long the services wait for an answer.
    pub request_timeout: Duration,
    /// How long the server is watched for late requests after the last job has ended. A request that a retry left
    /// behind would come within the longest wait.
    pub grace: Duration,
}

impl Default for Settings {
    /// One second for an answer, and a grace above the two seconds that are the longest wait of all services.
    fn default() -> Self {
        Self {
            request_timeout: Duration::from_secs(1),
            grace: Duration::from_millis(2500),
        }
    }
}

/// Runs each service through each of `scenarios`, with the jobs table in the file `table`.
///
/// # Errors
/// If the server, the client or the job table cannot work. An expectation that is not met is no error here: it is in
/// the report.
pub async fn run(table: &Path, scenarios: &[Scenario], settings: Settings) -> anyhow::Result<Report> {
    let server = GeminiServer::start(VALID_KEY).await.context("the server could not start")?;
    let mut matrix = Matrix { server, jobs: Jobs::open(table).await?, runs: JoinSet::new() };
    for scenario in scenarios {
        let key = match scenario.key {
            Key::Valid => ApiKey::new(VALID_KEY),
            Key::Invalid => ApiKey::new(INVALID_KEY),
        };
        let gemini = Gemini::new(&matrix.server.url(), key, settings.request_timeout)?;
        matrix.queue_all(&gemini, *scenario).await?;
    }
    matrix.report(settings.grace).await
}

struct Matrix {
    server: GeminiServer,
    jobs: Jobs,
    runs: JoinSet<anyhow::Result<(Job, Scenario)>>,
}

impl Matrix {
    async fn queue_all(&mut self, gemini: &Gemini, scenario: Scenario) -> anyhow::Result<()> {
        let file = |name| format!("https://generativelanguage.googleapis.com/v1beta/files/{name}");
        self.queue(Video::new(gemini.clone()), &file("launch"), scenario).await?;
        self.queue(Audio::new(gemini.clone()), &file("review"), scenario).await?;
        self.queue(Image::new(gemini.clone()), PIXEL, scenario).await?;
        self.queue(Document::new(gemini.clone()), "Every retry has a limit.", scenario).await?;
        self.queue(Embedding::new(gemini.clone()), "bounded retries", scenario).await?;
        self.queue(Transcription::new(gemini.clone()), &file("review"), scenario).await
    }

    async fn queue<S: Service>(&mut self, service: S, source: &str, scenario: Scenario) -> anyhow::Result<()> {
        let job = self.jobs.create(S::NAME, source).await?;
        self.server.plan(job.id, scenario.faults);
        self.runs.spawn(async move {
            services::run(&service, &job).await?;
            Ok((job, scenario))
        });
        Ok(())
    }

    /// Waits for the end of all jobs and then for late requests, and asks the server and the table.
    async fn report(mut self, grace: Duration) -> anyhow::Result<Report> {
        let mut ended = BTreeMap::new();
        while let Some(run) = self.runs.join_next().await {
            let (job, scenario) = run.context("a job was lost")??;
            ended.insert(job.id, (job, scenario));
        }
        tokio::time::sleep(grace).await;
        let mut entries = Vec::new();
        for (job, scenario) in ended.into_values() {
            let (requests, row) = (self.server.requests(job.id), job.row().await?);
            entries.push(Entry { scenario: scenario.name, expected: scenario.expected, requests, row });
        }
        Ok(Report { entries, strays: self.server.strays().len() })
    }
}
