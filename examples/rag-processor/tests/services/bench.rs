//! A server, a client and a job table on disk.

use rag_processor::gemini::{ApiKey, Gemini, Limits};
use rag_processor::jobs::{Job, Jobs, Row};
use rag_processor::server::{Faults, GoogleServer};
use rag_processor::services::{self, Service};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

pub const KEY: &str = "hunter2-hunter2";
pub const FILE: &str = "https://generativelanguage.googleapis.com/v1beta/files/1";
pub use rag_processor::matrix::{PIXEL, VIDEO};

pub struct Bench {
    pub server: GoogleServer,
    pub gemini: Gemini,
    pub jobs: Jobs,
    pub shutdown: CancellationToken,
    _directory: TempDir,
}

impl Bench {
    pub async fn new() -> Self {
        Self::with(Limits::default()).await
    }

    pub async fn with(limits: Limits) -> Self {
        let server = GoogleServer::start(KEY).await.expect("a server");
        let gemini = Gemini::new(&server.url(), ApiKey::new(KEY), limits).expect("a client");
        let directory = tempfile::tempdir().expect("a directory");
        let shutdown = CancellationToken::new();
        let jobs = Jobs::open(&directory.path().join("jobs.db"), shutdown.clone()).await;
        Self {
            server,
            gemini,
            jobs: jobs.expect("a table"),
            shutdown,
            _directory: directory,
        }
    }

    /// A pending job whose requests meet these faults.
    pub async fn job<S: Service>(&self, source: &str, faults: Faults) -> Job {
        let job = self.jobs.create(S::NAME, source).await.expect("created");
        self.server.plan(job.id, faults);
        job
    }

    /// Runs a job to its end: its row, and how many requests it sent.
    pub async fn run<S: Service>(&self, service: S, source: &str, faults: Faults) -> (Row, usize) {
        let job = self.job::<S>(source, faults).await;
        services::run(&service, &job).await.expect("the table works");
        (job.row().await.expect("a row"), self.server.requests(job.id).len())
    }
}
