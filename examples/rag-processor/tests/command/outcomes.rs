//! What the command says of the jobs that it ran against a server elsewhere.

use rag_processor::server::{Fault, Faults};

use crate::{run, server, text};

/// The rows of the table that was printed: what stands in the columns.
fn rows(stdout: &str) -> Vec<Vec<&str>> {
    let rows = stdout.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

#[test]
fn a_server_that_is_not_there_fails_every_job_and_the_command() {
    // Nobody can listen on it, and nobody has to be asked for it.
    let output = run(&["--gemini", "http://127.0.0.1:1"]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    let rows = rows(&told);
    let services: Vec<_> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(services, ["video", "audio", "image", "document", "embedding", "transcription"]);
    for row in rows {
        let retries = if row[0] == "image" { "1" } else { "2" };
        assert_eq!(row[1..3], ["error", retries], "{row:?}");
        assert!(row[3].starts_with("Gemini gave no answer: "), "{row:?}");
    }
    assert!(told.ends_with("\n6 jobs, 0 done, 6 error, 0 cancelled, 0 pending\n"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_job_that_failed_fails_the_command() {
    let server = server(Faults::First(&[Fault::Unavailable, Fault::Unavailable])).await;
    let output = run(&["demo", "--gemini", &server.url()]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    // The image service makes two attempts, and the others three.
    for row in rows(&told) {
        let expected = if row[0] == "image" {
            ["error", "1", "Gemini is unavailable"]
        } else {
            ["done", "2", ""]
        };
        assert_eq!(row[1..], expected, "{row:?}");
    }
    assert!(told.ends_with("\n6 jobs, 5 done, 1 error, 0 cancelled, 0 pending\n"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_that_are_done_are_a_success() {
    let server = server(Faults::First(&[])).await;
    let output = run(&["--gemini", &server.url()]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("\n6 jobs, 6 done, 0 error, "), "{}", text(&output.stdout));
}
