//! The command `storm`: many jobs, and everything that can go wrong at once.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rag_processor::storm::{self, Plan, Sample};

use crate::output::{notice, paint, print};
use crate::signals::Shutdown;

const TITLE: &str = "\
## Storm

Workers were killed, the network, a key and a database failed. This was promised, and this is what the server saw and the
job table says.";

/// What the storm can be told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many jobs
    #[arg(long, value_name = "COUNT", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(20..=1_000_000))]
    jobs: u32,

    /// How many worker processes
    #[arg(long, value_name = "COUNT", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=64))]
    workers: u8,

    /// What the faults, the kills and the files follow from
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,

    /// Use this PostgreSQL, in a schema that is gone afterwards, and not a file of SQLite
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    database: Option<String>,

    /// How PostgreSQL is restarted in the middle; without a command, its connections are ended
    #[arg(long, value_name = "COMMAND", requires = "database")]
    restart: Option<String>,

    /// Where the report and the logs go
    #[arg(long, value_name = "DIRECTORY", default_value = "storm")]
    out: PathBuf,
}

/// Runs it, and says whether all promises were kept.
pub async fn run(args: Args, shutdown: &Shutdown, quiet: bool) -> anyhow::Result<ExitCode> {
    let database = args.database.filter(|url| !url.is_empty() && !url.starts_with("sqlite"));
    if database.as_deref().is_some_and(|url| !url.starts_with("postgres")) {
        bail!("`--database` names no PostgreSQL; it begins with postgres://");
    }
    let plan = Plan {
        jobs: args.jobs,
        workers: args.workers.into(),
        seed: args.seed,
        database,
        restart: args.restart,
        directory: args.out,
        program: std::env::current_exe().context("this command cannot be found, to start workers")?,
    };
    notice(format_args!("a storm of {} jobs and {} workers begins", plan.jobs, plan.workers));
    let bar = bar(plan.jobs, quiet);
    let report = Box::pin(storm::run(plan, &shutdown.token, |sample| show(&bar, sample))).await;
    bar.finish_and_clear();
    if shutdown.signal().is_some() {
        return Ok(super::ended(shutdown));
    }
    let report = report?;
    let page = storm::write_page(&report)?;
    print(paint(&format!("{TITLE}\n\n{}\n", report.verdict)))?;
    print(format_args!("report: {}", page.display()))?;
    Ok(if report.verdict.is_kept() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn bar(jobs: u32, quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::with_draw_target(Some(jobs.into()), ProgressDrawTarget::hidden());
    }
    let bar = ProgressBar::new(jobs.into());
    if let Ok(style) = ProgressStyle::with_template("{elapsed:>4} {bar:30} {pos}/{len} jobs, {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, sample: &Sample) {
    if sample.at.is_zero() {
        bar.set_position(sample.added as u64);
        bar.set_message("added");
        return;
    }
    let breakers: Vec<_> = sample
        .breakers
        .iter()
        .map(|(name, workers)| format!("{name} open in {workers}"))
        .collect();
    bar.set_position(sample.ended);
    bar.set_message(format!(
        "{} requests, {} with a fault; {}",
        sample.tally.requests,
        sample.tally.faults,
        breakers.join(", ")
    ));
}
