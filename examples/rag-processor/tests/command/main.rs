//! The command as a person and a service manager meet it: its arguments, its output, its errors and its end.

mod arguments;
mod job_table;
mod outcomes;
mod output;
mod services;
#[cfg(unix)]
mod signals;

use std::path::Path;
use std::process::{Command, Output};

use rag_processor::matrix::VALID_KEY;
use rag_processor::server::{Faults, GoogleServer};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

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
async fn server(faults: Faults) -> GoogleServer {
    let server = GoogleServer::start(VALID_KEY).await.expect("a server");
    for id in 1..=6 {
        server.plan(id.to_string().parse().expect("a job"), faults);
    }
    server
}

/// A connection to a file of SQLite, on which these statements were executed.
async fn execute(path: &Path, statements: &[&str]) -> AnyConnection {
    sqlx::any::install_default_drivers();
    let url = format!("sqlite://{}?mode=rwc", path.display());
    let mut connection = AnyConnection::connect(&url).await.expect("a database");
    for statement in statements {
        connection.execute(AssertSqlSafe((*statement).to_owned())).await.expect("it runs");
    }
    connection
}
