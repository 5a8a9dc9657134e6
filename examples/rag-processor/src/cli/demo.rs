//! The command `demo`: every service through every fault, and many jobs against the limits they share.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use rag_processor::scenario::SCENARIOS;
use rag_processor::{each, load, matrix};
use reqwest::Url;

use crate::output::{notice, print};
use crate::signals::Shutdown;

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
pub async fn run(args: Args, shutdown: &Shutdown) -> anyhow::Result<ExitCode> {
    let directory = tempfile::tempdir().context("no temporary directory; set TMPDIR to one that can be written")?;
    let table = args.jobs.unwrap_or_else(|| directory.path().join("jobs.db"));
    let success = match args.gemini {
        Some(url) => {
            // Six services are a large future.
            Box::pin(each::run(url.as_str(), &table, shutdown.token.clone())).await?;
            true
        }
        None => run_all(directory.path(), &table, shutdown).await?,
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

/// Whether every expectation was met.
async fn run_all(directory: &Path, table: &Path, shutdown: &Shutdown) -> anyhow::Result<bool> {
    let (faults, limits) = tokio::try_join!(
        matrix::run(table, &SCENARIOS, matrix::GRACE, shutdown.token.clone()),
        load::run(directory, matrix::GRACE, shutdown.token.clone()),
    )?;
    // What was cut short proves nothing.
    if shutdown.signal().is_some() {
        return Ok(false);
    }
    print(format_args!("{faults}\n\nlimits under load\n\n{limits}"))?;
    Ok(faults.failures().is_empty() && limits.failures().is_empty())
}

fn http_url(text: &str) -> Result<Url, String> {
    match Url::parse(text) {
        Ok(url) if url.scheme() == "http" => Ok(url),
        _ => Err("it must begin with http://, and name a host".to_owned()),
    }
}
