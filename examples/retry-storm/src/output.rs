//! Writing to standard output and standard error. `println!` and `eprintln!` panic where that fails.

use std::fmt::Display;
use std::io::{self, Write};

use thiserror::Error;

/// Why standard output could not be written.
#[derive(Debug, Error)]
pub enum OutputError {
    /// Its reader has what it wants, and has gone.
    #[error("standard output is closed")]
    Closed,
    /// Anything else, such as a full disk.
    #[error("standard output cannot be written ({0}); send it elsewhere")]
    Failed(io::Error),
}

/// Writes `text` and the end of its line to standard output.
pub fn print(text: impl Display) -> Result<(), OutputError> {
    let mut output = io::stdout().lock();
    let written = writeln!(output, "{text}").and_then(|()| output.flush());
    written.map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => OutputError::Closed,
        _ => OutputError::Failed(error),
    })
}

/// Writes `text` and the end of its line to standard error. Where that fails, there is nobody left to be told.
pub fn notice(text: impl Display) {
    let _untold = writeln!(io::stderr(), "{text}");
}
