//! The signals that end the process, sent while jobs wait and attempts hang.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use rag_processor::server::{Fault, Faults};

use crate::{command, execute, server};

/// Sends `signal` to a process with these arguments once it has logged `begun`: its exit code, and the rest of its log.
fn end(arguments: &[&str], table: &Path, begun: &str, signal: &str) -> (Option<i32>, Vec<String>) {
    let mut process = command();
    let process = process.args(["--log", "--jobs"]).arg(table).args(arguments).stdout(Stdio::null());
    let mut process = process.stderr(Stdio::piped()).spawn().expect("the binary runs");
    let mut log = BufReader::new(process.stderr.take().expect("a pipe")).lines().map_while(Result::ok);
    assert!(log.any(|line| line.contains(begun)), "it never logged {begun}");
    let kill = Command::new("kill")
        .args([signal, &process.id().to_string()])
        .status()
        .expect("kill runs");
    assert!(kill.success());
    let rest = log.collect();
    (process.wait().expect("an end").code(), rest)
}

async fn count(table: &Path, status: &str) -> i64 {
    let mut connection = execute(table, &[]).await;
    let select = "SELECT count(*) FROM jobs WHERE status = $1";
    sqlx::query_scalar(select)
        .bind(status.to_owned())
        .fetch_one(&mut connection)
        .await
        .expect("a count")
}

const SIGNALS: [(&str, i32, &str); 2] = [("-INT", 130, "interrupted"), ("-TERM", 143, "terminated")];

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_ends_the_jobs_of_the_demo_as_cancelled() {
    for (signal, code, participle) in SIGNALS {
        let directory = tempfile::tempdir().expect("a directory");
        let table = directory.path().join("jobs.db");
        // The wait that a throttled job of the table is asked for.
        let (ended, rest) = end(&[], &table, "retry.delay_ms=350", signal);
        assert_eq!(ended, Some(code), "{rest:?}");
        assert!(rest.iter().any(|line| line.contains("retry.outcome=\"cancelled\"")), "{rest:?}");
        let last = format!("{participle}: the jobs that had begun were cancelled");
        assert_eq!(rest.last(), Some(&last));
        assert_eq!(count(&table, "running").await, 0);
        assert!(count(&table, "cancelled").await > 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_ends_the_jobs_against_a_server_elsewhere_as_cancelled() {
    for (signal, code, _) in SIGNALS {
        // The second attempt hangs for longer than the signal leaves it.
        let server = server(Faults::First(&[Fault::Unavailable, Fault::Hung])).await;
        let directory = tempfile::tempdir().expect("a directory");
        let table = directory.path().join("jobs.db");
        let (ended, rest) = end(&["--gemini", &server.url()], &table, "retry.delay_ms=200", signal);
        assert_eq!(ended, Some(code), "{rest:?}");
        assert_eq!((count(&table, "running").await, count(&table, "done").await), (0, 0));
        assert!(count(&table, "cancelled").await > 0);
    }
}
