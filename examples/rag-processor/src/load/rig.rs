//! A server, a client with its limits, and a job table, through which phases of load are run.

use std::path::Path;

use anyhow::Context;
use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;

use super::{Counts, Entry, Phase};
use crate::gemini::{ApiKey, Gemini, Limits};
use crate::jobs::{Job, Jobs, JobsError, Status};
use crate::matrix::VALID_KEY;
use crate::server::{Faults, GoogleServer};
use crate::services::{self, Document, Embedding, Service};

type Running = JoinSet<Result<(), JobsError>>;

pub(super) struct Rig {
    pub(super) server: GoogleServer,
    pub(super) gemini: Gemini,
    jobs: Jobs,
    ran: Vec<(Phase, Vec<Job>)>,
}

impl Rig {
    /// Starts a server that accepts [`VALID_KEY`], and a client that has it.
    pub(super) async fn start(table: &Path, limits: Limits, shutdown: CancellationToken) -> anyhow::Result<Self> {
        let server = GoogleServer::start(VALID_KEY).await.context("the server could not start")?;
        let gemini = Gemini::new(&server.url(), ApiKey::new(VALID_KEY), limits)?;
        let jobs = Jobs::open(table, shutdown).await?;
        Ok(Self { server, gemini, jobs, ran: Vec::new() })
    }

    /// Runs the jobs of a phase to their ends. Two services take turns, for the limits are those of their client.
    pub(super) async fn run(&mut self, phase: Phase) -> anyhow::Result<()> {
        let mut jobs = Vec::new();
        let mut running = JoinSet::new();
        for number in 0..phase.jobs {
            if running.len() >= phase.at_a_time as usize {
                ended(running.join_next().await)?;
            }
            let gemini = self.gemini.clone();
            jobs.push(if number % 2 == 0 {
                self.begin(Embedding::new(gemini), phase.faults, &mut running).await?
            } else {
                self.begin(Document::new(gemini), phase.faults, &mut running).await?
            });
        }
        while !running.is_empty() {
            ended(running.join_next().await)?;
        }
        self.ran.push((phase, jobs));
        Ok(())
    }

    async fn begin<S: Service>(&self, service: S, faults: Faults, running: &mut Running) -> Result<Job, JobsError> {
        let job = self.jobs.create(S::NAME, "Every retry has a limit.").await?;
        self.server.plan(job.id, faults);
        let begun = job.clone();
        running.spawn(async move { services::run(&service, &begun).await });
        Ok(job)
    }

    /// What came of the phases so far, by the server and the job table.
    pub(super) async fn entries(self) -> anyhow::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for (phase, jobs) in &self.ran {
            let mut counts = Counts::default();
            for job in jobs {
                self.count(job, &mut counts).await?;
            }
            entries.push(Entry { phase: phase.clone(), counts });
        }
        Ok(entries)
    }

    async fn count(&self, job: &Job, counts: &mut Counts) -> Result<(), JobsError> {
        let (row, requests) = (job.row().await?, self.server.requests(job.id));
        for request in &requests {
            counts.requests += 1;
            counts.late += u32::from(row.finished.is_some_and(|finished| *request > finished));
        }
        counts.silent += u32::from(requests.is_empty());
        match row.status {
            Status::Done => counts.done += 1,
            Status::Error => counts.error += 1,
            Status::Cancelled => counts.cancelled += 1,
            Status::Pending | Status::Running | Status::Poisoned => {}
        }
        Ok(())
    }
}

fn ended(job: Option<Result<Result<(), JobsError>, JoinError>>) -> anyhow::Result<()> {
    job.map_or(Ok(()), |job| Ok(job.context("a job was lost")??))
}
