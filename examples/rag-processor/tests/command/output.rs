//! Where the output goes: a terminal, a pipe whose reader has gone, a disk that is full.

use std::process::Stdio;

use rag_processor::server::{Fault, Faults};

use crate::{command, run, server, text};

const ONCE: Faults = Faults::First(&[Fault::Unavailable]);

#[tokio::test(flavor = "multi_thread")]
async fn without_a_terminal_there_is_a_line_at_the_start_and_no_bar() {
    let server = server(ONCE).await;
    let output = run(&["--gemini", &server.url()]);
    let told = text(&output.stderr);
    assert_eq!(told, format!("running one job of each service against {}/\n", server.url()));
    let tables = text(&output.stdout);
    assert!(tables.starts_with("## Outcomes\n\nOne job of each service, "), "{tables}");
    assert!(!tables.contains(['\r', '\x1b']), "{tables}");
}

/// The whole demo, on a terminal that the command `script` makes.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_a_bar_tells_what_runs_until_the_tables_are_there() {
    let mut script = std::process::Command::new("script");
    let wide = concat!("stty cols 120; exec '", env!("CARGO_BIN_EXE_rag-processor"), "'");
    script.args(["--quiet", "--return", "--command", wide, "/dev/null"]);
    script.env_remove("NO_COLOR").env("TERM", "xterm").stdin(Stdio::null());
    let output = script.output().expect("script runs");
    let told = text(&output.stdout);
    assert!(output.status.success(), "{told}");
    // A title is bold and in colour, where it has marks elsewhere.
    let (bar, tables) = told.split_once("\x1b[36m\x1b[1mFaults").expect("a table");
    // 21 faults, 4 limits and the watch. The fault takes three attempts of two seconds, so nearly all others end before.
    assert!(bar.contains("0/1, runs: ") && bar.contains("/26, runs: "), "{bar}");
    assert!(bar.contains("hung for ever"), "{bar}");
    // Its line is erased before the tables, and never drawn again.
    assert!(bar.ends_with("\r\x1b[2K"), "{bar:?}");
    assert!(!tables.contains(", runs: ") && !tables.contains("##"), "{tables}");
    assert!(tables.contains("\x1b[32m yes"), "{tables}");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_has_gone_ends_it_quietly() {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    let server = server(ONCE).await;
    for arguments in [&["--help"][..], &["--gemini", &server.url()]] {
        // Gone before the process starts: into a pipe, it could write all it has before its reader is dropped.
        let (output, reader) = UnixStream::pair().expect("two ends");
        drop(reader);
        let mut process = command();
        process.args(arguments).stdout(OwnedFd::from(output)).stderr(Stdio::piped());
        let output = process.output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(141), "{arguments:?}");
        let told = text(&output.stderr);
        assert!(told.lines().all(|line| line.starts_with("running one job ")), "{told}");
    }
}

#[cfg(target_os = "linux")]
mod full {
    use std::fs::OpenOptions;

    use super::*;
    use crate::error_line;

    fn full_disk() -> Stdio {
        OpenOptions::new().write(true).open("/dev/full").expect("a full disk").into()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_full_disk_is_an_error_of_one_line() {
        let server = server(ONCE).await;
        let mut process = command();
        let process = process.args(["--gemini", &server.url()]).stdout(full_disk());
        let output = process.stderr(Stdio::piped()).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(1));
        let reason = "No space left on device (os error 28)";
        let line = format!("error: standard output cannot be written ({reason}); send it elsewhere");
        assert_eq!(error_line(&output), line);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_log_on_a_full_disk_costs_no_job() {
        let server = server(ONCE).await;
        let mut process = command();
        let process = process.args(["--log", "--gemini", &server.url()]).stderr(full_disk());
        let output = process.stdout(Stdio::piped()).output().expect("the binary runs");
        let told = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{told}");
        // Each of them had an event to log.
        assert!(told.contains("\n6 jobs, 6 done, "), "{told}");
        assert_eq!(server.requests("1".parse().expect("a job")).len(), 2);
    }
}
