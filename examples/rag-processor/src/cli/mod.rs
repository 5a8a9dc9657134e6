//! The command line: the commands, one file each, and the flag that all of them have.

mod demo;

use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use rag_processor::progress::Progress;
use retry_runtime::redact;
use tracing_subscriber::filter::LevelFilter;

use crate::output::{notice, print};
use crate::signals::Shutdown;

/// The exit code of a command line that is wrong.
const WRONG: u8 = 2;

/// Six services of a RAG processor that call a Gemini-like server through `#[retry]`.
///
/// Without a command it runs the demo: a server on this machine fails in every way Gemini does, and two tables show what
/// became of each job, how many requests the server counted, and whether that is as it should be. Nothing outside this
/// machine is called, and no key is needed.
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
}

const EXIT_CODES: &str = "\
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
    // A log tells what goes on, and would be torn by a bar.
    let progress = if cli.log { Progress::hidden() } else { Progress::on_terminal() };
    if cli.log {
        log();
    }
    match cli.command.unwrap_or(Command::Demo(cli.demo)) {
        Command::Demo(args) => demo::run(args, &shutdown, &progress).await,
    }
}

/// What clap says of wrong arguments in its first paragraph. The others are tips, the usage and a pointer to the help.
fn one_line(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    format!("{}; see `rag-processor --help`", redact(&lines.join(" ")))
}

fn log() {
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::INFO)
        .with_writer(std::io::stderr)
        // A log is searched, whichever features another crate of the build turns on.
        .with_ansi(false)
        // Of a line that cannot be written, the layer would tell on the same standard error, by a macro that panics.
        .log_internal_errors(false)
        .init();
}
