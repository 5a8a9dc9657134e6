//! Runs each service through each fault, and many jobs against the limits they share, and prints what the servers
//! counted.
//!
//! The exit code is 1 if anything was not as expected, and 130 after Ctrl-C. With `--log`, the events of the retries go
//! to standard error; with `--jobs FILE`, the job table of the faults is kept in that file. With `--gemini URL`, it runs
//! one job of each service against the server there instead, which is left when this process is killed.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use rag_processor::scenario::SCENARIOS;
use rag_processor::{each, load, matrix};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::filter::LevelFilter;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let directory = tempfile::tempdir()?;
    let mut table = directory.path().join("jobs.db");
    let mut gemini = None;
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--log") => log(),
            Some("--jobs") => table = PathBuf::from(arguments.next().context("`--jobs` takes a file")?),
            Some("--gemini") => {
                let url = arguments.next().and_then(|url| url.into_string().ok());
                gemini = Some(url.context("`--gemini` takes a URL")?);
            }
            _ => bail!("unknown argument {argument:?}; there are `--log`, `--jobs FILE` and `--gemini URL`"),
        }
    }
    let shutdown = CancellationToken::new();
    tokio::spawn(cancel_on_ctrl_c(shutdown.clone()));
    if let Some(url) = gemini {
        // Six services are a large future.
        Box::pin(each::run(&url, &table, shutdown)).await?;
        return Ok(ExitCode::SUCCESS);
    }
    let (faults, limits) = tokio::try_join!(
        matrix::run(&table, &SCENARIOS, matrix::GRACE, shutdown.clone()),
        load::run(directory.path(), matrix::GRACE, shutdown.clone()),
    )?;
    if shutdown.is_cancelled() {
        eprintln!("interrupted: the jobs that had begun were cancelled");
        return Ok(ExitCode::from(130));
    }
    println!("{faults}\n\nlimits under load\n\n{limits}");
    let met = faults.failures().is_empty() && limits.failures().is_empty();
    Ok(if met { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn log() {
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::INFO)
        .with_writer(std::io::stderr)
        // A log is searched, whichever features another crate of the build turns on.
        .with_ansi(false)
        .init();
}

/// Where no handler can be set, Ctrl-C ends the process as it always does.
async fn cancel_on_ctrl_c(shutdown: CancellationToken) {
    if tokio::signal::ctrl_c().await.is_ok() {
        shutdown.cancel();
    }
}
