//! A server, a job table, and workers in this process, each with clients and limits of its own.

use std::time::Duration;

use rag_processor::gemini::Limits;
use rag_processor::jobs::{Job, Jobs, Row};
use rag_processor::pipeline::Pipeline;
use rag_processor::server::GoogleServer;
use rag_processor::settings::Settings;
use rag_processor::worker::Worker;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::database::TestDatabase;

pub const KEY: &str = "hunter2-hunter2";
pub const LEASE: Duration = Duration::from_secs(2);
/// Two chunks.
pub const TEXT: &str = "gs://demo/notes.txt";
pub const CHUNKS: usize = 2;

pub struct Rig {
    pub server: GoogleServer,
    pub jobs: Jobs,
    pub shutdown: CancellationToken,
    pub name: &'static str,
    workers: JoinSet<()>,
    pub database: TestDatabase,
}

impl Rig {
    pub async fn new(database: TestDatabase) -> Self {
        let server = GoogleServer::start(KEY).await.expect("a server");
        let paragraph = "Every retry has a limit. ".repeat(20);
        server.put("demo/notes.txt", format!("{paragraph}\n\n{paragraph}").as_bytes());
        server.put("demo/launch.mp4", include_bytes!("../../assets/launch.mp4"));
        server.put("demo/pixel.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00");
        server.put("demo/app.zip", b"PK\x03\x04\x00\x00");
        let shutdown = CancellationToken::new();
        let jobs = database.open_with(shutdown.clone()).await;
        Self {
            server,
            jobs,
            shutdown,
            name: database.name,
            workers: JoinSet::new(),
            database,
        }
    }

    /// One for each database.
    pub async fn each() -> Vec<Self> {
        let mut rigs = Vec::new();
        for database in TestDatabase::each().await {
            rigs.push(Self::new(database).await);
        }
        rigs
    }

    pub fn pipeline(&self, key: &str) -> Pipeline {
        Settings::simulated(&self.server, key).pipeline(Limits::default()).expect("clients")
    }

    pub fn start_workers(&mut self, count: usize, key: &str) {
        for _ in 0..count {
            let worker = Worker::new(self.jobs.clone(), self.pipeline(key), 4, LEASE);
            self.workers.spawn(async move { worker.run().await });
        }
    }

    pub async fn submit(&self, source: &str) -> Job {
        self.jobs.create("file", source).await.expect("created")
    }

    /// Waits until a job has ended.
    pub async fn ended(&self, job: &Job) -> Row {
        self.until(job, |row| row.status.is_end()).await
    }

    pub async fn until(&self, job: &Job, is_so: impl Fn(&Row) -> bool) -> Row {
        let looked = async {
            loop {
                let row = job.row().await.expect("a row");
                if is_so(&row) {
                    return row;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let row = tokio::time::timeout(Duration::from_secs(30), looked).await.ok();
        if row.is_none() {
            println!("{}: {:?}", self.name, job.row().await);
        }
        row.expect("it comes to that in time")
    }

    /// Ends the workers: all of them are gone afterwards.
    pub async fn stop(&mut self) {
        self.shutdown.cancel();
        while self.workers.join_next().await.is_some() {}
    }

    /// Runs one job to its end, with one worker.
    pub async fn run(&mut self, source: &str) -> Row {
        let job = self.submit(source).await;
        if self.workers.is_empty() {
            self.start_workers(1, KEY);
        }
        self.ended(&job).await
    }

    /// What the server saw of a job, as many attempts as the table has, or it fails.
    pub fn seen(&self, row: &Row) -> usize {
        let attempts = self.server.attempts();
        let seen = attempts.keys().filter(|(job, _)| *job == row.id).count();
        assert_eq!(seen, row.attempts.total() as usize, "{}: {row:?}", self.name);
        seen
    }
}
