//! The run: each service through each scenario, all at once.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::gemini::{ApiKey, Gemini, Limits, SetupError};
use crate::jobs::{Job, Jobs};
use crate::progress::{Progress, Step};
use crate::report::{Entry, Report};
use crate::scenario::{Expected, Key, Scenario};
use crate::server::{Call, GoogleServer};
use crate::services::{self, Audio, Document, Embedding, Image, Service, Transcription, Video};

/// The key that the server accepts.
pub const VALID_KEY: &str = "demo-key-that-the-server-accepts";
/// A key that it does not accept.
pub const INVALID_KEY: &str = "demo-key-that-was-revoked";

/// How many attempts a service makes.
const ATTEMPTS: u32 = 3;
/// How many the image service makes, which tightens the policy.
const IMAGE_ATTEMPTS: u32 = 2;

/// A video.
pub const VIDEO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/launch.mp4");

/// A grey pixel.
pub const PIXEL: &str = "data:image/png;base64,\
    iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB4iG8MwAAAABJRU5ErkJggg==";

/// How long the server is watched for late requests after the last job has ended. A request that a retry left behind
/// would come within the second that is the longest wait of the policy.
pub const GRACE: Duration = Duration::from_millis(1500);

/// Runs each service through each of `scenarios`, with the jobs table in the file `table`, and watches the server for
/// `grace` more. `shutdown` ends it early. Each scenario is a step of `progress`.
///
/// # Errors
/// If the server, the client or the job table cannot work. An expectation that is not met is no error here: it is in
/// the report.
pub async fn run(
    table: &Path,
    scenarios: &[Scenario],
    grace: Duration,
    shutdown: CancellationToken,
    progress: &Progress,
) -> anyhow::Result<Report> {
    let server = GoogleServer::start(VALID_KEY).await.context("the server could not start")?;
    let jobs = Jobs::open(table, shutdown.clone()).await?;
    let mut matrix = Matrix { server, jobs, runs: JoinSet::new() };
    for scenario in scenarios {
        matrix.queue_all(*scenario, progress.begin(scenario.name)).await?;
    }
    let _watch = progress.begin("watch for late requests");
    matrix.report(grace, shutdown).await
}

struct Matrix {
    server: GoogleServer,
    jobs: Jobs,
    runs: JoinSet<anyhow::Result<(Job, Scenario)>>,
}

impl Matrix {
    async fn queue_all(&mut self, scenario: Scenario, step: Step) -> anyhow::Result<()> {
        let three = Scenario { expected: scenario.expected.within(ATTEMPTS), ..scenario };
        let two = Scenario { expected: scenario.expected.within(IMAGE_ATTEMPTS), ..scenario };
        let file = |name| format!("https://generativelanguage.googleapis.com/v1beta/files/{name}");
        self.queue(Video::new(self.client(scenario.key)?), VIDEO, video(three), &step).await?;
        if scenario.call != Call::Model {
            return Ok(());
        }
        self.queue(Audio::new(self.client(scenario.key)?), &file("review"), three, &step).await?;
        self.queue(Image::new(self.client(scenario.key)?), PIXEL, two, &step).await?;
        let text = "Every retry has a limit.";
        self.queue(Document::new(self.client(scenario.key)?), text, three, &step).await?;
        self.queue(Embedding::new(self.client(scenario.key)?), "bounded retries", three, &step)
            .await?;
        self.queue(Transcription::new(self.client(scenario.key)?), &file("review"), three, &step)
            .await
    }

    /// A client for one job, so that no job meets a breaker that another has opened.
    fn client(&self, key: Key) -> Result<Gemini, SetupError> {
        let key = match key {
            Key::Valid => VALID_KEY,
            Key::Invalid => INVALID_KEY,
        };
        Gemini::new(&self.server.url(), ApiKey::new(key), Limits::default())
    }

    async fn queue<S: Service>(
        &mut self,
        service: S,
        source: &str,
        scenario: Scenario,
        step: &Step,
    ) -> anyhow::Result<()> {
        let job = self.jobs.create(S::NAME, source).await?;
        self.server.plan_call(job.id, scenario.call, scenario.faults);
        let step = step.clone();
        self.runs.spawn(async move {
            let _step = step;
            services::run(&service, &job).await?;
            Ok((job, scenario))
        });
        Ok(())
    }

    /// Waits for the end of all jobs and then for late requests, and asks the server and the table.
    async fn report(mut self, grace: Duration, shutdown: CancellationToken) -> anyhow::Result<Report> {
        let mut ended = BTreeMap::new();
        while let Some(run) = self.runs.join_next().await {
            let (job, scenario) = run.context("a job was lost")??;
            ended.insert(job.id, (job, scenario));
        }
        shutdown.run_until_cancelled(tokio::time::sleep(grace)).await;
        let mut entries = Vec::new();
        for (job, scenario) in ended.into_values() {
            entries.push(Entry {
                scenario: scenario.name,
                expected: scenario.expected,
                requests: self.server.requests(job.id),
                file_requests: self.server.file_requests(job.id),
                files: self.server.files(job.id),
                row: job.row().await?,
            });
        }
        Ok(Report { entries, strays: self.server.strays().len() })
    }
}

/// The scenario in the video service, which uploads before it asks a model: so it is there that its key is refused.
fn video(scenario: Scenario) -> Scenario {
    match scenario.key {
        Key::Valid => scenario,
        Key::Invalid => {
            let expected = Expected { requests: 0, ..scenario.expected };
            Scenario { expected, ..scenario }
        }
    }
}
