//! Writing to standard output and standard error. `println!` and `eprintln!` panic where that fails.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write};

use console::style;
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

/// The same text for whom it is: on a terminal with colours, and titles without their marks; anywhere else as it is.
pub fn paint(text: &str) -> String {
    if !io::stdout().is_terminal() || !console::colors_enabled() {
        return text.to_owned();
    }
    text.lines().map(paint_line).collect::<Vec<_>>().join("\n")
}

fn paint_line(line: &str) -> String {
    if let Some(title) = line.strip_prefix("## ") {
        return style(title).bold().cyan().to_string();
    }
    if line.starts_with("NOT MET") || line.starts_with("Not proved") {
        return style(line).red().bold().to_string();
    }
    if line.starts_with("Proved") {
        return style(line).green().bold().to_string();
    }
    if !line.starts_with('|') {
        return line.to_owned();
    }
    line.split('|').map(paint_cell).collect::<Vec<_>>().join(&style("|").dim().to_string())
}

fn paint_cell(cell: &str) -> String {
    match cell.trim() {
        "yes" | "done" => style(cell).green().to_string(),
        "NO" | "poisoned" => style(cell).red().bold().to_string(),
        "error" => style(cell).red().to_string(),
        "running" | "cancelled" => style(cell).yellow().to_string(),
        dashes if !dashes.is_empty() && dashes.chars().all(|dash| "-:".contains(dash)) => style(cell).dim().to_string(),
        _ => cell.to_owned(),
    }
}
