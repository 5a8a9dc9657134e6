//! The command line: the commands, one file each, and the flag that all of them have.

mod demo;
mod jobs;
mod serve;
mod storm;
mod submit;
mod table;
mod work;
mod worker;

use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use rag_processor::progress::Progress;
use retry_runtime::redact;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::output::{notice, print};
use crate::signals::Shutdown;

/// The exit code of a command line that is wrong.
const WRONG: u8 = 2;

/// A RAG processor whose calls are retried by `#[retry]`: files become chunks with vectors, through every fault.
///
/// Without a command it runs the demo: a server on this machine fails in every way Gemini does, and two tables show what
/// became of each job, how many requests the server counted, and whether that is as it should be. Nothing outside this
/// machine is called, and no key is needed.
///
/// `serve` is the system itself: an HTTP API with workers, a job table in a file, and all services simulated. With
/// `DATABASE_URL` the table is in PostgreSQL, and `worker` on other machines shares the load. With `GEMINI_API_KEY` and
/// `GOOGLE_APPLICATION_CREDENTIALS` it calls Google.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_long_help = EXIT_CODES)]
struct Cli {
    /// Print the events of the retries on standard error, with their jobs
    #[arg(long, global = true)]
    log: bool,

    #[command(flatten)]
    demo: demo::Args,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run every service through every fault, and show what came of it (the default)
    Demo(demo::Args),
    /// Take files by HTTP, and process them
    Serve(serve::Args),
    /// Process the jobs of a table that others share
    Worker(worker::Args),
    /// Make a file a job
    Submit(submit::Args),
    /// Show the jobs, and how far they are
    Jobs(jobs::Args),
    /// Let everything fail at once, kill the workers, and see whether every promise is kept
    Storm(storm::Args),
}

const EXIT_CODES: &str = "\
Examples:
  rag-processor                             the demo, in about ten seconds
  rag-processor serve                       the system, on http://127.0.0.1:8080; then, in another terminal:
  rag-processor submit gs://demo/notes.txt  a job
  rag-processor jobs --watch                what becomes of it
  rag-processor storm                       everything fails at once; a page with plots at the end

Exit codes:
  0    all went as expected
  1    something did not; one line on standard error, or the tables, say what
  2    the arguments are wrong
  130  Ctrl-C ended it, and the jobs that had begun are `cancelled` in the job table
  141  the reader of its output went away
  143  SIGTERM ended it, as Ctrl-C does";

/// Does what the arguments ask for.
pub async fn run() -> anyhow::Result<ExitCode> {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(answer) if answer.use_stderr() => {
            notice(one_line(&answer.to_string()));
            return Ok(ExitCode::from(WRONG));
        }
        // `--help` and `--version`.
        Err(answer) => {
            print(answer.to_string().trim_end())?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    let shutdown = Shutdown::listen().context("no signal handler could be set")?;
    let command = cli.command.unwrap_or(Command::Demo(cli.demo));
    // A service is known by its log.
    let log = cli.log || matches!(command, Command::Serve(_) | Command::Worker(_));
    // A log tells what goes on, and would be torn by a bar.
    let progress = if log { Progress::hidden() } else { Progress::on_terminal() };
    if log {
        self::log();
    }
    match command {
        Command::Demo(args) => demo::run(args, &shutdown, &progress).await,
        Command::Serve(args) => serve::run(args, &shutdown).await,
        Command::Worker(args) => worker::run(args, &shutdown).await,
        Command::Submit(args) => submit::run(args).await,
        Command::Jobs(args) => jobs::run(args, &shutdown).await,
        Command::Storm(args) => Box::pin(storm::run(args, &shutdown, log)).await,
    }
}

/// The exit code of a command that goes on until a signal comes.
fn ended(shutdown: &Shutdown) -> ExitCode {
    shutdown.signal().map_or(ExitCode::SUCCESS, |signal| ExitCode::from(signal.exit_code()))
}

/// What clap says of wrong arguments in its first paragraph. The others are tips, the usage and a pointer to the help.
fn one_line(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    format!("{}; see `rag-processor --help`", redact(&lines.join(" ")))
}

fn log() {
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        // A log is searched, whichever features another crate of the build turns on.
        .with_ansi(false)
        // Of a line that cannot be written, the layer would tell on the same standard error, by a macro that panics.
        .log_internal_errors(false);
    // PostgreSQL notes of each table that it is there already.
    let levels = Targets::new().with_default(LevelFilter::INFO).with_target("sqlx", LevelFilter::WARN);
    tracing_subscriber::registry().with(lines).with(levels).init();
}
