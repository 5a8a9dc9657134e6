//! The command as a person and a service manager meet it: its arguments, its output, its errors and its end.

mod arguments;
mod job_table;
mod outcomes;
mod output;
#[cfg(unix)]
mod signals;

use std::process::{Command, Output};

use rag_processor::matrix::VALID_KEY;
use rag_processor::server::{Faults, GeminiServer};

/// The command, without what the environment of the test has to say of terminals.
fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rag-processor"));
    command.env_remove("NO_COLOR").env("TERM", "xterm");
    command
}

/// Runs it to its end.
fn run(arguments: &[&str]) -> Output {
    command().args(arguments).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// What it says when it fails, which is one line.
fn error_line(output: &Output) -> String {
    let told = text(&output.stderr);
    let errors: Vec<_> = told.lines().filter(|line| !line.starts_with("running ")).collect();
    assert_eq!(errors.len(), 1, "{told}");
    assert!(errors[0].starts_with("error: "), "{told}");
    errors[0].to_owned()
}

/// A server that a process of six jobs is to call, each of which meets `faults`.
async fn server(faults: Faults) -> GeminiServer {
    let server = GeminiServer::start(VALID_KEY).await.expect("a server");
    for id in 1..=6 {
        server.plan(id.to_string().parse().expect("a job"), faults);
    }
    server
}
