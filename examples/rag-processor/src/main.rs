//! Runs each service through each fault and prints what the server counted.
//!
//! The exit code is 1 if anything was not as expected. With `--log`, the events of the retries go to standard error.

use std::process::ExitCode;

use rag_processor::matrix::{self, Settings};
use rag_processor::scenario::SCENARIOS;
use tracing_subscriber::filter::LevelFilter;

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    if std::env::args().any(|argument| argument == "--log") {
        tracing_subscriber::fmt()
            .with_max_level(LevelFilter::INFO)
            .with_writer(std::io::stderr)
            .init();
    }
    let directory = tempfile::tempdir()?;
    let report = matrix::run(&directory.path().join("jobs.db"), &SCENARIOS, Settings::default()).await?;
    println!("{report}");
    Ok(if report.failures().is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
