//! The limits under load: many jobs on one client, against what holds them back together.

mod auth;
mod budget;
mod capacity;
mod phase;
mod report;
mod rig;
mod shutdown;

use std::path::Path;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

pub use self::phase::{Counts, Expected, Phase};
pub use self::report::{Entry, Report};
use crate::progress::Progress;

/// Runs every limit through its load, each with a server, a client and a job table of its own in `directory`, and
/// watches the servers for `grace` more. `shutdown` ends it early. Each limit is a step of `progress`.
///
/// # Errors
/// If a server, a client or a job table cannot work. An expectation that is not met is no error here: it is in the
/// report.
pub async fn run(
    directory: &Path,
    grace: Duration,
    shutdown: CancellationToken,
    progress: &Progress,
) -> anyhow::Result<Report> {
    let rigs = tokio::try_join!(
        progress.during("auth breaker", auth::run(directory, &shutdown)),
        progress.during("capacity breaker", capacity::run(directory, &shutdown)),
        progress.during("retry budget", budget::run(directory, &shutdown)),
        progress.during("shutdown", shutdown::run(directory, &shutdown)),
    )?;
    shutdown.run_until_cancelled(tokio::time::sleep(grace)).await;
    let mut entries = Vec::new();
    for rig in <[_; 4]>::from(rigs) {
        entries.extend(rig.entries().await?);
    }
    Ok(Report { entries })
}
