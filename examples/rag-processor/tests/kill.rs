//! A process that is killed while its jobs wait: what its job table says, against what the server saw.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;

use rag_processor::clock::Timestamp;
use rag_processor::jobs::JobId;
use rag_processor::matrix::VALID_KEY;
use rag_processor::server::{Fault, Faults, Files, GeminiServer};
use rusqlite::Connection;
use tempfile::TempDir;

/// The longest wait of the policy, so that there is time to be killed in it.
const WAIT: Duration = Duration::from_secs(1);
const THROTTLED: Faults = Faults::Always(Fault::Throttled(Some("1s")));

/// How often a machine may be so busy that the wait is over before the process is killed.
const MISSES: usize = 5;

#[derive(Debug)]
struct Row {
    id: JobId,
    service: String,
    status: String,
    retry_count: u32,
    last_error: Option<String>,
}

/// The rows of a table. An error while it is being set up.
fn rows(table: &Path) -> rusqlite::Result<Vec<Row>> {
    let connection = Connection::open(table)?;
    let mut select = connection.prepare("SELECT id, service, status, retry_count, last_error FROM jobs")?;
    let rows = select.query_map([], |row| {
        Ok(Row {
            id: row.get::<_, i64>(0)?.to_string().parse().expect("a job"),
            service: row.get(1)?,
            status: row.get(2)?,
            retry_count: row.get(3)?,
            last_error: row.get(4)?,
        })
    });
    rows?.collect()
}

/// The server is here and the services are in a process of their own.
struct Apart {
    server: GeminiServer,
    directory: TempDir,
    process: Child,
}

impl Apart {
    async fn start() -> Self {
        let server = GeminiServer::start(VALID_KEY).await.expect("a server");
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

    fn rows(&self) -> rusqlite::Result<Vec<Row>> {
        rows(&self.directory.path().join("jobs.db"))
    }

    fn requests(&self, row: &Row) -> u32 {
        self.server.requests(row.id).len().try_into().expect("a small number")
    }

    /// Whether each job that still runs is in the wait after this attempt, as the table and the server have it.
    fn is_in_wait(&self, attempt: u32) -> bool {
        let Ok(rows) = self.rows() else { return false };
        let mut running = rows.iter().filter(|row| row.status == "running").peekable();
        rows.len() == 6
            && running.peek().is_some()
            && running.all(|row| {
                let waits = row.retry_count == attempt && self.requests(row) == attempt;
                waits && self.server.files(row.id) == Files::default()
            })
    }

    /// Kills the process in the wait after this attempt. `false` if it was too late for that.
    async fn kill_in_wait(&mut self, attempt: u32) -> bool {
        while !self.is_in_wait(attempt) {
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
        let rows = self.rows().expect("the table opens");
        let waits = |row: &Row| {
            let last = *self.server.requests(row.id).last().expect("a request");
            row.status != "running" || Timestamp::now().since(last) < WAIT
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
        last = apart.rows().expect("the table opens");
    }
    panic!("the table never said {attempt} in the wait after attempt {attempt}; at last it said {last:#?}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_in_a_wait_leaves_the_true_count() {
    for attempt in [1, 2] {
        let apart = killed_in_wait(attempt).await;
        let rows = apart.rows().expect("the table opens");
        assert_eq!(rows.len(), 6);
        for row in rows {
            let requests = apart.requests(&row);
            // The image service makes two attempts, and has ended by then; the table says so, too.
            if row.service == "image" && attempt == 2 {
                assert_eq!((row.status.as_str(), row.retry_count, requests), ("error", 1, 2), "{row:?}");
                continue;
            }
            assert_eq!((row.status.as_str(), row.retry_count), ("running", requests), "{row:?}");
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
    let connection = Connection::open(&table).expect("the table opens");
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a check");
    assert_eq!(check, "ok");
    drop(connection);

    let log = std::fs::read(apart.directory.path().join("log")).expect("a log");
    let table = std::fs::read(table).expect("a table");
    let tells = |file: &[u8], text: &str| file.windows(text.len()).any(|window| window == text.as_bytes());
    for file in [&log, &table] {
        assert!(tells(file, "Gemini has no quota left") && !tells(file, VALID_KEY));
    }
}
