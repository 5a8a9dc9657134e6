//! A process that is killed while its jobs wait: what its job table says, against what the server saw.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

use rag_processor::clock::Timestamp;
use rag_processor::jobs::{Jobs, Row, Status};
use rag_processor::matrix::VALID_KEY;
use rag_processor::server::{Fault, Faults, Files, GoogleServer};
use sqlx::Connection;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// The longest wait of the policy, so that there is time to be killed in it.
const WAIT: Duration = Duration::from_secs(1);
const THROTTLED: Faults = Faults::Always(Fault::Throttled(Some("1s")));

/// How often a machine may be so busy that the wait is over before the process is killed.
const MISSES: usize = 5;

/// The rows of a table. An error while it is being set up.
async fn rows(table: &Path) -> anyhow::Result<Vec<Row>> {
    anyhow::ensure!(table.is_file(), "not there yet");
    let jobs = Jobs::open(table, CancellationToken::new()).await?;
    Ok(jobs.list(None, 10).await?)
}

/// The server is here and the services are in a process of their own.
struct Apart {
    server: GoogleServer,
    directory: TempDir,
    process: Child,
}

impl Apart {
    async fn start() -> Self {
        let server = GoogleServer::start(VALID_KEY).await.expect("a server");
        for id in 1..=6 {
            server.plan(id.to_string().parse().expect("a job"), THROTTLED);
        }
        let directory = tempfile::tempdir().expect("a directory");
        let process = Command::new(env!("CARGO_BIN_EXE_rag-processor"))
            .args(["--log", "--gemini", &server.url(), "--jobs"])
            .arg(directory.path().join("jobs.db"))
            .stderr(File::create(directory.path().join("log")).expect("a file"))
            .spawn()
            .expect("the binary runs");
        Self { server, directory, process }
    }

    async fn rows(&self) -> anyhow::Result<Vec<Row>> {
        rows(&self.directory.path().join("jobs.db")).await
    }

    fn requests(&self, row: &Row) -> u32 {
        self.server.requests(row.id).len().try_into().expect("a small number")
    }

    /// Whether each job that still runs is in the wait after this attempt, as the table and the server have it.
    async fn is_in_wait(&self, attempt: u32) -> bool {
        let Ok(rows) = self.rows().await else { return false };
        let mut running = rows.iter().filter(|row| row.status == Status::Running).peekable();
        rows.len() == 6
            && running.peek().is_some()
            && running.all(|row| {
                let waits = row.retry_count == attempt && self.requests(row) == attempt;
                waits && self.server.files(row.id) == Files::default()
            })
    }

    /// Kills the process in the wait after this attempt. `false` if it was too late for that.
    async fn kill_in_wait(&mut self, attempt: u32) -> bool {
        while !self.is_in_wait(attempt).await {
            if self.process.try_wait().expect("a process").is_some() {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        self.process.kill().expect("killed");
        let ended = self.process.wait().expect("an end");
        #[cfg(unix)]
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&ended), Some(9), "{ended}");
        assert!(!ended.success());
        // The changes are in the database's log, which nobody had the time to put in order: the next one to open it does.
        let log = std::fs::metadata(self.directory.path().join("jobs.db-wal")).expect("a log of the database");
        assert!(log.len() > 0);
        // Whoever is dead before the wait is over has died in it.
        let rows = self.rows().await.expect("the table opens");
        let waits = |row: &Row| {
            let last = *self.server.requests(row.id).last().expect("a request");
            row.status != Status::Running || Timestamp::now().since(last) < WAIT
        };
        rows.iter().all(waits)
    }
}

/// A process that was killed while its jobs waited after this attempt.
async fn killed_in_wait(attempt: u32) -> Apart {
    let mut last = Vec::new();
    for _ in 0..MISSES {
        let mut apart = Apart::start().await;
        if apart.kill_in_wait(attempt).await {
            return apart;
        }
        last = apart.rows().await.expect("the table opens");
    }
    panic!("the table never said {attempt} in the wait after attempt {attempt}; at last it said {last:#?}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_in_a_wait_leaves_the_true_count() {
    for attempt in [1, 2] {
        let apart = killed_in_wait(attempt).await;
        let rows = apart.rows().await.expect("the table opens");
        assert_eq!(rows.len(), 6);
        for row in rows {
            let requests = apart.requests(&row);
            // The image service makes two attempts, and has ended by then; the table says so, too.
            if row.service == "image" && attempt == 2 {
                assert_eq!((row.status, row.retry_count, requests), (Status::Error, 1, 2), "{row:?}");
                continue;
            }
            assert_eq!((row.status, row.retry_count), (Status::Running, requests), "{row:?}");
            assert_eq!(
                row.last_error.as_deref(),
                Some("Gemini has no quota left: too many requests for now"),
                "{row:?}"
            );
            assert_eq!(apart.server.files(row.id), Files::default(), "{row:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_process_leaves_is_whole_and_tells_no_key() {
    let apart = killed_in_wait(1).await;
    let table = apart.directory.path().join("jobs.db");
    let url = format!("sqlite://{}", table.display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.expect("the table opens");
    let check: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut connection)
        .await
        .expect("a check");
    assert_eq!(check, "ok");
    connection.close().await.expect("closed");

    let log = std::fs::read(apart.directory.path().join("log")).expect("a log");
    let table = std::fs::read(table).expect("a table");
    let tells = |file: &[u8], text: &str| file.windows(text.len()).any(|window| window == text.as_bytes());
    for file in [&log, &table] {
        assert!(tells(file, "Gemini has no quota left") && !tells(file, VALID_KEY));
    }
}
