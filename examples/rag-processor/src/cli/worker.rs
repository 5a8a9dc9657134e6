//! The command `worker`: processes jobs until it is told to end.

use std::process::ExitCode;

use super::ended;
use super::table::Table;
use super::work::{Services, Work};
use crate::output::notice;
use crate::signals::Shutdown;

/// What a worker can be told.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    table: Table,

    #[command(flatten)]
    work: Work,
}

/// Works until a signal comes, and gives the jobs back then.
pub async fn run(args: Args, shutdown: &Shutdown) -> anyhow::Result<ExitCode> {
    let jobs = args.table.open(shutdown.token.clone()).await?;
    let services = Services::find().await?;
    let mut workers = services.start(&jobs, &args.work, 1)?;
    notice(format_args!("working, with the {}; Ctrl-C ends it", jobs.place()));
    while workers.join_next().await.is_some() {}
    Ok(ended(shutdown))
}
