//! Serves the pages on loopback, and calls the retried functions in the background, so that the counters move.

mod signals;

use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::process::ExitCode;

use admin::{load, server};
use anyhow::{Context, anyhow};
use clap::Parser;
use retry_runtime::{tighten, tighten_from_env};
use tokio::net::TcpListener;

/// A small service that shows its retried functions, breakers and budgets to operators, on loopback.
///
/// It prints the address of the page, and ends with Ctrl-C or SIGTERM. `RETRY_LIMITS=gemini.*=1` lowers limits from the start.
#[derive(Debug, Parser)]
#[command(version)]
struct Args {
    /// The port of the page; 0 is any free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

/// The exit code of a command line that is wrong.
const WRONG: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let run = match Args::try_parse() {
        Ok(args) => run(args).await,
        Err(answer) if answer.use_stderr() => {
            notice(&one_line(&answer.to_string()));
            return ExitCode::from(WRONG);
        }
        // `--help` and `--version`.
        Err(answer) => print(answer.to_string().trim_end()),
    };
    run.map_or_else(
        |error| {
            notice(&format!("error: {error:#}"));
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

async fn run(Args { port }: Args) -> anyhow::Result<()> {
    let ended = signals::ended().context("no signal handler could be set")?;
    // As an operator has done it before, so that it is on the page.
    tighten("gemini.embed", 2)?;
    tighten_from_env("RETRY_LIMITS")?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
    let listener =
        listener.with_context(|| format!("port {port} of 127.0.0.1 cannot be had; `--port 0` takes any free one"))?;
    print(&format!("http://{}/retries", listener.local_addr()?))?;
    let load = tokio::spawn(load::run());
    let served = server::serve(listener, ended).await;
    // Calls in a wait end here, and are counted as cancelled.
    load.abort();
    served.context("the server failed")
}

/// What clap says of wrong arguments in its first paragraph. The others are tips, the usage and a pointer to the help.
fn one_line(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    format!("{}; see `admin --help`", lines.join(" "))
}

/// Writes a line to standard output. `println!` panics where that fails.
fn print(text: &str) -> anyhow::Result<()> {
    let mut output = io::stdout().lock();
    let written = writeln!(output, "{text}").and_then(|()| output.flush());
    written.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => anyhow!("standard output is closed"),
        _ => anyhow!("standard output cannot be written: {error}"),
    })
}

/// Writes a line to standard error. Where that fails, there is nobody left to be told.
fn notice(text: &str) {
    let _untold = writeln!(io::stderr(), "{text}");
}
