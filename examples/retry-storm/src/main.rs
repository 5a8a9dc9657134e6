//! The command `retry-storm`; `--help` says what it does.
//!
//! The exit code is 0 if all was simulated and written, 1 if it could not be, with one line on standard error, and 2 for wrong
//! arguments. When standard output is closed, as by `| head -1`, it is 141: that of a command which SIGPIPE ended.

mod cli;
mod output;

use std::process::ExitCode;

use self::cli::CommandError;
use self::output::{OutputError, notice};

const CLOSED_PIPE: u8 = 141;

fn main() -> ExitCode {
    cli::run().unwrap_or_else(|error| {
        if let CommandError::Output(OutputError::Closed) = error {
            return ExitCode::from(CLOSED_PIPE);
        }
        notice(format_args!("error: {error}"));
        ExitCode::FAILURE
    })
}
