//! A worker: it takes jobs from the queue as long as it has free places, says that it still has them, and gives them back
//! when it is told to end.

mod process;
mod tend;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use retry_runtime::BreakerState;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::jobs::{Jobs, Lease};
use crate::pipeline::{Pipeline, SERVICE};
use process::process;

/// About how long a worker waits that found nothing, or has no free place, before it looks again.
const IDLE: Duration = Duration::from_millis(40);

/// What a worker is.
#[derive(Clone, Debug)]
pub struct Worker {
    jobs: Jobs,
    pipeline: Pipeline,
    lease: Lease,
    places: usize,
    key_file: Option<PathBuf>,
}

impl Worker {
    /// A worker that does `places` jobs at a time, and is given up as lost when it was not heard of for `lease`.
    #[must_use]
    pub fn new(jobs: Jobs, pipeline: Pipeline, places: usize, lease: Duration) -> Self {
        let name = format!("worker-{}-{:04x}", std::process::id(), fastrand::u16(..));
        let lease = Lease { worker: Arc::from(name), service: SERVICE, time: lease };
        Self { jobs, pipeline, lease, places, key_file: None }
    }

    /// The same worker, which reads its API key from this file, again and again.
    #[must_use]
    pub fn with_key_file(self, key_file: Option<PathBuf>) -> Self {
        Self { key_file, ..self }
    }

    /// Its name in the table.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.lease.worker
    }

    /// Works until the shutdown of its jobs, and gives back what it has then.
    pub async fn run(&self) {
        tokio::select! {
            () = self.work() => {}
            () = self.tend() => {}
        }
    }

    async fn work(&self) {
        let (shutdown, mut working) = (self.jobs.shutdown(), JoinSet::new());
        while !shutdown.is_cancelled() {
            while working.try_join_next().is_some() {}
            if working.len() >= self.places() {
                self.rest().await;
                continue;
            }
            // It is not cut short by a shutdown: a job that was taken and not told of would be lost for its lease.
            match self.jobs.claim(&self.lease).await {
                Ok(Some(job)) => {
                    let pipeline = self.pipeline.clone();
                    working.spawn(async move { process(&pipeline, &job).await });
                }
                Ok(None) => self.rest().await,
                Err(error) => {
                    tracing::warn!(%error, "no job could be taken");
                    self.rest().await;
                }
            }
        }
        // Each of them sees the shutdown by itself.
        while working.join_next().await.is_some() {}
    }

    /// A while without a look at the queue, and not at the same times as the other workers.
    async fn rest(&self) {
        let rested = sleep(IDLE.mul_f64(0.5 + fastrand::f64()));
        tokio::select! {
            () = self.jobs.shutdown().cancelled() => {}
            () = rested => {}
        }
    }

    /// How many jobs it does at the moment: none while a breaker is open, and one for a breaker to probe with.
    fn places(&self) -> usize {
        let states = self.pipeline.breakers().map(retry_runtime::CircuitBreaker::state);
        if states.contains(&BreakerState::Open) {
            0
        } else if states.contains(&BreakerState::HalfOpen) {
            1
        } else {
            self.places
        }
    }
}
