//! The fault run: many jobs, workers that are killed and started again, and a network, a key and a database that fail. At
//! its end, everything that was promised is held against what the server saw and what the table says.

mod arena;
mod events;
mod facts;
mod fleet;
mod load;
mod page;
mod plot;
mod samples;
mod verdict;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, ensure};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use self::arena::Arena;
pub use self::events::Event;
use self::events::Events;
use self::fleet::Fleet;
pub use self::page::write as write_page;
pub use self::samples::{Sample, Samples};
pub use self::verdict::{Check, Verdict};

/// How often it is looked at.
const PERIOD: Duration = Duration::from_millis(200);

/// A storm in which nothing happens for as long is stuck, and that is a finding.
const PATIENCE: Duration = Duration::from_mins(2);

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many jobs there are.
    pub jobs: u32,
    /// How many worker processes there are.
    pub workers: usize,
    /// What the network, the kills and the files follow from.
    pub seed: u64,
    /// PostgreSQL, by its URL. Without one, SQLite in a file.
    pub database: Option<String>,
    /// The command that restarts PostgreSQL. Without one, its connections are ended.
    pub restart: Option<String>,
    /// Where logs, the key and the report are kept.
    pub directory: PathBuf,
    /// The command that the workers are.
    pub program: PathBuf,
}

/// What came of it.
#[derive(Debug)]
pub struct Report {
    /// What was done.
    pub plan: Plan,
    /// What was seen over time.
    pub samples: Samples,
    /// What was promised, and whether it was kept.
    pub verdict: Verdict,
}

/// Runs it. `look` is told of each look at it.
///
/// # Errors
/// If it cannot be set up, or was interrupted. That a promise was not kept is no error here: it is in the verdict.
pub async fn run(plan: Plan, shutdown: &CancellationToken, look: impl Fn(&Sample)) -> anyhow::Result<Report> {
    let arena = Arena::open(&plan).await?;
    // However it ends, nothing of it stays in PostgreSQL.
    let outcome = blow(&plan, &arena, shutdown, look).await;
    arena.close().await?;
    let (samples, verdict) = outcome?;
    Ok(Report { plan, samples, verdict })
}

async fn blow(
    plan: &Plan,
    arena: &Arena,
    shutdown: &CancellationToken,
    look: impl Fn(&Sample),
) -> anyhow::Result<(Samples, Verdict)> {
    let expected = load::submit(arena, plan, &look).await?;
    let mut fleet = Fleet::start(plan, arena)?;
    let (mut events, mut samples) = (Events::new(plan), Samples::new(plan.jobs));
    let mut changed = Instant::now();
    loop {
        let sample = samples.take(arena, &fleet).await?;
        look(&sample);
        if sample.ended >= u64::from(plan.jobs) {
            break;
        }
        if samples.has_changed() {
            changed = Instant::now();
        }
        ensure!(
            changed.elapsed() < PATIENCE,
            "nothing happened for {PATIENCE:?}; see the logs in {}",
            plan.directory.display()
        );
        events
            .happen(&sample, arena, &mut fleet, &mut samples)
            .await
            .context("an event of the storm failed")?;
        let interrupted = tokio::time::timeout(PERIOD, shutdown.cancelled()).await.is_ok();
        ensure!(!interrupted, "the storm was interrupted");
    }
    fleet.end().await?;
    let verdict = Verdict::of(plan, arena, &expected, &samples, events.kills()).await?;
    Ok((samples, verdict))
}
