//! The command `serve`: the HTTP API, with workers in the same process.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};
use rag_processor::api::{self, Api, Metrics, Token};
use retry_runtime::tighten_from_env;
use tokio::net::TcpListener;

use super::ended;
use super::table::Table;
use super::work::{Services, Work};
use crate::output::{notice, print};
use crate::signals::Shutdown;

/// How long requests under way may take after the shutdown; a client that stays silent must not hold the process.
const GRACE: Duration = Duration::from_millis(500);

/// What the service can be told.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where it listens; port 0 is any free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// How many workers run in this process; 0 leaves the jobs to `worker` processes
    #[arg(long, value_name = "COUNT", default_value_t = 1, value_parser = clap::value_parser!(u16).range(0..=64))]
    workers: u16,

    /// How large a file may be, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=32))]
    max_size: u16,

    /// What every request has to bring but those for /health; without it, only this machine is listened to
    #[arg(long, value_name = "TOKEN", env = "RAG_TOKEN", hide_env_values = true)]
    token: Option<String>,

    #[command(flatten)]
    table: Table,

    #[command(flatten)]
    work: Work,
}

/// Serves until a signal comes.
pub async fn run(args: Args, shutdown: &Shutdown) -> anyhow::Result<ExitCode> {
    let token = args.token.filter(|token| !token.is_empty());
    if token.is_none() && !args.listen.ip().is_loopback() {
        bail!(
            "RAG_TOKEN is not set, and {} is not this machine alone; set it, or listen on 127.0.0.1",
            args.listen
        );
    }
    tighten_from_env("RETRY_LIMITS")?;
    let metrics = Metrics::install().context("the metrics could not be set up")?;
    let jobs = args.table.open(shutdown.token.clone()).await?;
    let listener = TcpListener::bind(args.listen).await;
    let listener = listener.with_context(|| format!("{} cannot be had; name another with --listen", args.listen))?;
    let services = Services::find().await?;
    let mut workers = services.start(&jobs, &args.work, args.workers)?;
    notice(format_args!("serving, with the {}; Ctrl-C ends it", jobs.place()));
    print(format_args!("http://{}", listener.local_addr()?))?;
    let max_size = usize::from(args.max_size) << 20;
    let router = api::router(Api { jobs, token: token.as_deref().map(Token::new), max_size, metrics });
    let stop = shutdown.token.clone();
    let served = axum::serve(listener, router).with_graceful_shutdown(async move { stop.cancelled().await });
    let overdue = async {
        shutdown.token.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        served = served => served.context("the server failed")?,
        () = overdue => {}
    }
    while workers.join_next().await.is_some() {}
    Ok(ended(shutdown))
}
