//! The command `demo`: every service through every fault, and many jobs against the limits they share.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use rag_processor::jobs::Status;
use rag_processor::progress::Progress;
use rag_processor::scenario::SCENARIOS;
use rag_processor::{each, load, matrix, report};
use reqwest::Url;
use retry_runtime::redact;

use crate::output::{OutputError, notice, paint, print};
use crate::signals::Shutdown;

const FAULTS: &str = "\
## Faults

Each service meets each fault in a job of its own. The server counted the requests; the rest is what the job table says.";

const LIMITS: &str = "\
## Limits under load

Many jobs share one client. Its limits keep the requests back that could only fail: `jobs without one` sent none.";

const PROVED: &str = "\
Proved, by what the server counted and the job table says:
- what cannot get better is asked once, what can is retried up to its limit, and a wait that the server asks for is kept
- each retry was in the job table, and no request came after the end of its job
- no part of an upload was left, and open breakers and a spent budget kept requests back";

/// What the demo can be told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Keep the job table in this file, for `sqlite3` to read
    #[arg(long, value_name = "FILE")]
    jobs: Option<PathBuf>,

    /// Run one job of each service against the server at this URL instead
    #[arg(long, value_name = "URL", value_parser = http_url)]
    gemini: Option<Url>,
}

/// Runs it. The jobs end early, and the exit code tells so, when a signal asks for it.
pub async fn run(args: Args, shutdown: &Shutdown, progress: &Progress) -> anyhow::Result<ExitCode> {
    let directory = tempfile::tempdir().context("no temporary directory; set TMPDIR to one that can be written")?;
    let table = args.jobs.unwrap_or_else(|| directory.path().join("jobs.db"));
    let success = match args.gemini {
        Some(url) => run_each(&url, &table, shutdown, progress).await?,
        // Limits and faults are run side by side, which is a large future.
        None => Box::pin(run_all(directory.path(), &table, shutdown, progress)).await?,
    };
    Ok(match shutdown.signal() {
        Some(signal) => {
            notice(format_args!("{}: the jobs that had begun were cancelled", signal.participle()));
            ExitCode::from(signal.exit_code())
        }
        None if success => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
    })
}

/// Whether every job was done.
async fn run_each(url: &Url, table: &Path, shutdown: &Shutdown, progress: &Progress) -> anyhow::Result<bool> {
    notice(format_args!("running one job of each service against {}", redact(url.as_str())));
    // Six services are a large future.
    let outcomes = Box::pin(each::run(url.as_str(), table, shutdown.token.clone(), progress)).await;
    progress.clear();
    let outcomes = outcomes?;
    let title = "## Outcomes\n\nOne job of each service, as the job table has it.";
    print(paint(&format!("{title}\n\n{outcomes}")))?;
    Ok(outcomes.count(Status::Error) == 0)
}

/// Whether every expectation was met.
async fn run_all(directory: &Path, table: &Path, shutdown: &Shutdown, progress: &Progress) -> anyhow::Result<bool> {
    notice("running six services through every fault of a server on this machine; this takes about ten seconds");
    let reports = tokio::try_join!(
        matrix::run(table, &SCENARIOS, matrix::GRACE, shutdown.token.clone(), progress),
        load::run(directory, matrix::GRACE, shutdown.token.clone(), progress),
    );
    progress.clear();
    let (faults, limits) = reports?;
    // What was cut short proves nothing.
    if shutdown.signal().is_some() {
        return Ok(false);
    }
    print_reports(&faults, &limits)?;
    Ok(faults.failures().is_empty() && limits.failures().is_empty())
}

fn print_reports(faults: &report::Report, limits: &load::Report) -> Result<(), OutputError> {
    print(paint(&format!("{FAULTS}\n\n{faults}\n\n{LIMITS}\n\n{limits}\n")))?;
    match faults.failures().len() + limits.failures().len() {
        0 => print(paint(PROVED)),
        unmet => print(paint(&format!(
            "Not proved: {unmet} expectations were not met, see NOT MET under the tables."
        ))),
    }
}

fn http_url(text: &str) -> Result<Url, String> {
    match Url::parse(text) {
        Ok(url) if url.scheme() == "http" => Ok(url),
        _ => Err("it must begin with http://, and name a host".to_owned()),
    }
}
