//! The process is told to end while its jobs wait for their next attempt.

use std::path::Path;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::rig::Rig;
use super::{Expected, Phase};
use crate::gemini::{Gemini, Limits};
use crate::jobs::Status;
use crate::server::{Fault, Faults};

const JOBS: u32 = 4;

pub(super) async fn run(directory: &Path, shutdown: &CancellationToken) -> anyhow::Result<Rig> {
    // The whole run goes on, so these jobs have a shutdown of their own.
    let shutdown = shutdown.child_token();
    let mut rig = Rig::start(&directory.join("shutdown.db"), Limits::default(), shutdown.clone()).await?;
    let gemini = rig.gemini.clone();
    // A second request would come after 0.9 s, in the time in which the server is still watched.
    let waiting = Phase {
        limit: "shutdown",
        load: "in the middle of a wait",
        jobs: JOBS,
        at_a_time: JOBS,
        faults: Faults::Always(Fault::Throttled(Some("0.900s"))),
        expected: Expected { status: Status::Cancelled, requests: JOBS..=JOBS },
    };
    tokio::select! {
        ran = rig.run(waiting) => ran?,
        () = cancel_in_the_wait(&gemini, &shutdown) => {}
    }
    Ok(rig)
}

/// Cancels once every job has paid for its retry, which is then counted and waited for. It never resolves: it is for the
/// jobs to end.
async fn cancel_in_the_wait(gemini: &Gemini, shutdown: &CancellationToken) {
    let budget = &gemini.limits().budget;
    let all_paid = budget.available().saturating_sub(5 * JOBS);
    while budget.available() > all_paid {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    shutdown.cancel();
    std::future::pending::<()>().await;
}
