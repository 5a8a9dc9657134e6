//! What `serve` and `worker` have in common: workers, and the services that they call.

use std::time::Duration;

use rag_processor::gemini::Limits;
use rag_processor::jobs::Jobs;
use rag_processor::server::GoogleServer;
use rag_processor::settings::Settings;
use rag_processor::simulation;
use rag_processor::worker::Worker;
use tokio::task::JoinSet;

use crate::output::notice;

/// How a worker works.
#[derive(Clone, Debug, clap::Args)]
pub struct Work {
    /// How many jobs a worker does at a time
    #[arg(long, value_name = "JOBS", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256))]
    places: u16,

    /// After how many seconds of silence the jobs of a worker are taken over by another
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=3600))]
    lease: u16,
}

/// The services that workers call. What is simulated ends when this is dropped.
pub struct Services {
    settings: Settings,
    _simulated: Option<GoogleServer>,
}

impl Services {
    /// Those that the environment names, or simulated ones.
    pub async fn find() -> anyhow::Result<Self> {
        if let Some(settings) = Settings::from_env()? {
            return Ok(Self { settings, _simulated: None });
        }
        let (server, settings) = simulation::start().await?;
        notice("GEMINI_API_KEY is not set: all services are simulated on this machine; try gs://demo/notes.txt");
        Ok(Self { settings, _simulated: Some(server) })
    }

    /// Starts workers, each with clients and limits of its own.
    pub fn start(&self, jobs: &Jobs, work: &Work, count: u16) -> anyhow::Result<JoinSet<()>> {
        let mut workers = JoinSet::new();
        for _ in 0..count {
            let pipeline = self.settings.pipeline(Limits::default())?;
            let worker =
                Worker::new(jobs.clone(), pipeline, work.places.into(), Duration::from_secs(work.lease.into()));
            let worker = worker.with_key_file(self.settings.key_file());
            tracing::info!(worker = worker.name(), places = work.places, "a worker begins");
            workers.spawn(async move { worker.run().await });
        }
        Ok(workers)
    }
}
