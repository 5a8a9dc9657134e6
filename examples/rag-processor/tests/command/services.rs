//! The commands that are the system: `serve`, `worker`, `submit` and `jobs`.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::{command, error_line, text};

/// The command with a job table of its own, and without what the environment of the test has to say of services.
fn with_table(table: &Path, arguments: &[&str]) -> Command {
    let mut command = command();
    for variable in ["DATABASE_URL", "GEMINI_API_KEY", "GEMINI_API_KEY_FILE", "RAG_TOKEN", "RETRY_LIMITS"] {
        command.env_remove(variable);
    }
    command.args(arguments).arg("--database").arg(table);
    command
}

fn run(table: &Path, arguments: &[&str]) -> Output {
    with_table(table, arguments).output().expect("the binary runs")
}

/// A process that is gone when the test is.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _killed = self.0.kill();
        let _ended = self.0.wait();
    }
}

impl Running {
    #[cfg(unix)]
    fn terminate(&mut self) -> Option<i32> {
        let kill = Command::new("kill")
            .args(["-TERM", &self.0.id().to_string()])
            .status()
            .expect("kill runs");
        assert!(kill.success());
        self.0.wait().expect("an end").code()
    }
}

/// Looks at the jobs until there are as many of this status.
fn wait_for(table: &Path, status: &str, count: usize) -> String {
    let begun = Instant::now();
    loop {
        let told = text(&run(table, &["jobs", "--status", status]).stdout);
        if told.lines().filter(|line| line.contains(&format!("| {status}"))).count() >= count {
            return told;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{told}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_file_that_is_submitted_is_processed_by_a_worker() {
    let directory = tempfile::tempdir().expect("a directory");
    let (table, file) = (directory.path().join("jobs.db"), directory.path().join("notes.txt"));
    std::fs::write(&file, "Every retry has a limit.").expect("a file");
    let told = text(&run(&table, &["jobs"]).stdout);
    assert!(told.ends_with("no jobs; `rag-processor submit FILE` adds one\n"), "{told}");
    for source in [file.to_str().expect("a name"), "gs://demo/launch.mp4"] {
        let output = run(&table, &["submit", source]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(text(&output.stdout).ends_with(" is pending; see it with `rag-processor jobs --watch`\n"));
    }
    let mut worker = with_table(&table, &["worker"]);
    let mut worker = Running(worker.stderr(Stdio::piped()).spawn().expect("the binary runs"));
    let told = wait_for(&table, "done", 2);
    assert!(told.starts_with("## Jobs\n\nThe last 2 jobs, ") && told.ends_with("\n2 done\n"), "{told}");
    #[cfg(unix)]
    assert_eq!(worker.terminate(), Some(143));
    let log = BufReader::new(worker.0.stderr.take().expect("a pipe")).lines();
    let log: Vec<_> = log.map(|line| line.expect("text")).collect();
    assert!(log.iter().any(|line| line.contains("a worker begins")), "{log:?}");
}

/// Without a terminal, a line for each change; a table that is drawn again and again is for people.
#[cfg(unix)]
#[test]
fn jobs_that_are_watched_are_a_line_for_each_change() {
    let directory = tempfile::tempdir().expect("a directory");
    let table = directory.path().join("jobs.db");
    run(&table, &["submit", "gs://demo/notes.txt"]);
    let mut watch = with_table(&table, &["jobs", "--watch"]);
    let mut watch = Running(watch.stdout(Stdio::piped()).spawn().expect("the binary runs"));
    let mut lines = BufReader::new(watch.0.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
    assert_eq!(lines.next().as_deref(), Some("job 1 pending step=- attempts=0 retries=0"));
    let mut worker = with_table(&table, &["worker"]);
    let _worker = Running(worker.stderr(Stdio::null()).spawn().expect("the binary runs"));
    assert!(lines.any(|line| line == "job 1 done step=embed attempts=3 retries=0"));
    assert_eq!(watch.terminate(), Some(143));
    assert_eq!(lines.next(), None);
}

#[test]
fn what_cannot_be_submitted_is_one_line() {
    let directory = tempfile::tempdir().expect("a directory");
    let table = directory.path().join("jobs.db");
    let zip = directory.path().join("a.zip");
    std::fs::write(&zip, b"PK\x03\x04\x00\x00").expect("a file");
    for (source, problem) in [
        ("/no/such/file", "/no/such/file cannot be read: No such file or directory"),
        ("/", "/ is no file"),
        ("gs://bucket", "gs://bucket is no object; it must be gs://bucket/object"),
        ("s3://a/b", "s3://a/b cannot be read; name a file of this machine"),
        (zip.to_str().expect("a name"), " cannot be processed: files of the type application/zip"),
    ] {
        let output = run(&table, &["submit", source]);
        assert_eq!(output.status.code(), Some(1));
        let line = error_line(&output);
        assert!(line.contains(problem), "{line}");
        assert!(output.stdout.is_empty());
    }
    let missing = directory.path().join("missing/jobs.db");
    for arguments in [&["jobs"][..], &["submit", "gs://a/b"]] {
        let line = error_line(&run(&missing, arguments));
        assert!(line.ends_with(": its directory does not exist; create that first"), "{line}");
    }
    // A service has a log, which ends in that line.
    let told = text(&run(&missing, &["worker"]).stderr);
    assert!(told.ends_with(": its directory does not exist; create that first\n"), "{told}");
    let output = run(Path::new("mysql://localhost/a"), &["jobs"]);
    let line = error_line(&output);
    assert!(
        line.ends_with("`DATABASE_URL` names no database; it begins with postgres:// or with sqlite://"),
        "{line}"
    );
    // Nobody listens there, and the password is nobody's business.
    let line = error_line(&run(Path::new("postgres://me:hunter2-hunter2@127.0.0.1:1/a"), &["jobs"]));
    assert!(
        line.contains("database 127.0.0.1:1/a: it does not answer; ") && !line.contains("hunter2"),
        "{line}"
    );
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_service_takes_files_and_ends_at_a_signal() {
    let directory = tempfile::tempdir().expect("a directory");
    let table = directory.path().join("jobs.db");
    let mut serve = with_table(&table, &["serve", "--listen", "127.0.0.1:0"]);
    let serve = serve.env("RAG_TOKEN", "a-token").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut serve = Running(serve.spawn().expect("the binary runs"));
    let mut lines = BufReader::new(serve.0.stdout.take().expect("a pipe")).lines();
    let url = lines.next().expect("a line").expect("text");
    let client = rag_processor::http::client().expect("a client");
    let file = client.post(format!("{url}/files")).bearer_auth("a-token");
    let file = file
        .json(&serde_json::json!({ "source": "gs://demo/notes.txt" }))
        .send()
        .await
        .expect("an answer");
    assert_eq!(file.status(), 202);
    wait_for(&table, "done", 1);
    let health: Value = client
        .get(format!("{url}/health"))
        .send()
        .await
        .expect("an answer")
        .json()
        .await
        .expect("JSON");
    assert_eq!((&health["status"], health["workers"].as_array().map(Vec::len)), (&"ok".into(), Some(1)));
    assert_eq!(serve.terminate(), Some(143));
}

#[test]
fn a_service_without_a_token_listens_to_this_machine_alone() {
    let directory = tempfile::tempdir().expect("a directory");
    let output = run(&directory.path().join("jobs.db"), &["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(output.status.code(), Some(1));
    let line = error_line(&output);
    assert!(
        line.starts_with("error: RAG_TOKEN is not set, and 0.0.0.0:0 is not this machine alone; "),
        "{line}"
    );
}

#[test]
fn real_services_want_an_account_and_tls() {
    let directory = tempfile::tempdir().expect("a directory");
    let worker = |variables: &[(&str, &str)]| {
        let mut command = with_table(&directory.path().join("jobs.db"), &["worker"]);
        command
            .env_remove("GOOGLE_APPLICATION_CREDENTIALS")
            .env("GEMINI_API_KEY", "hunter2-hunter2");
        error_line(&command.envs(variables.iter().copied()).output().expect("the binary runs"))
    };
    let line = worker(&[]);
    assert!(line.starts_with("error: GOOGLE_APPLICATION_CREDENTIALS is not set; "), "{line}");
    if !rag_processor::http::HAS_TLS {
        let line = worker(&[("GOOGLE_APPLICATION_CREDENTIALS", "/no/such/account.json")]);
        assert!(line.ends_with(" wants TLS; build with `--features tls`"), "{line}");
    }
}

#[test]
fn a_storm_that_cannot_be_is_one_line() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("file");
    std::fs::write(&file, "").expect("a file");
    let out = file.join("storm");
    let run = |arguments: &[&str]| {
        let mut command = command();
        command.env_remove("DATABASE_URL").arg("storm").args(arguments).arg("--out").arg(&out);
        command.output().expect("the binary runs")
    };
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(told.contains("cannot be written; name another directory"), "{told}");
    let output = run(&["--jobs", "3"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("3 is not in 20..=1000000"), "{}", text(&output.stderr));
}
