//! The command as a person and a script meet it: its arguments, its output, its errors and its end.

mod arguments;
mod output;

use std::process::{Command, Output};

/// The command, without what the environment of the test has to say of terminals.
fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_retry-storm"));
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
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.starts_with("error: "), "{told}");
    told.trim_end().to_owned()
}
