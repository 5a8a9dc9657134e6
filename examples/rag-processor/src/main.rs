//! The command `rag-processor`; `--help` says what it does.
//!
//! The exit code is 0 if all went as expected and 1 if it did not or could not, with one line on standard error. It is 2
//! for wrong arguments, 130 after Ctrl-C and 143 after SIGTERM. When standard output is closed, as by `| head -1`, it is
//! 141: that of a command which SIGPIPE ended, for nobody has read to the end that all went well.

mod cli;
mod output;
mod signals;

use std::process::ExitCode;

use self::output::{OutputError, notice};

const CLOSED_PIPE: u8 = 141;

#[tokio::main]
async fn main() -> ExitCode {
    cli::run().await.unwrap_or_else(|error| {
        if let Some(OutputError::Closed) = error.downcast_ref() {
            return ExitCode::from(CLOSED_PIPE);
        }
        notice(format_args!("error: {error:#}"));
        ExitCode::FAILURE
    })
}
