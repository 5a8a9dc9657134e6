//! The whole run: the binary, and what its report says when something is not as expected.

use std::process::{Command, Output};
use std::time::Duration;

use rag_processor::jobs::Status;
use rag_processor::matrix::{self, INVALID_KEY, VALID_KEY};
use rag_processor::progress::Progress;
use rag_processor::report::Report;
use rag_processor::scenario::{Expected, Key, SCENARIOS, Scenario};
use rag_processor::server::Call;
use tokio_util::sync::CancellationToken;

async fn run(scenarios: &[Scenario]) -> Report {
    let directory = tempfile::tempdir().expect("a directory");
    let table = directory.path().join("jobs.db");
    matrix::run(&table, scenarios, Duration::ZERO, CancellationToken::new(), &Progress::hidden())
        .await
        .expect("a report")
}

fn scenario(name: &str) -> Scenario {
    *SCENARIOS.iter().find(|scenario| scenario.name == name).expect("a scenario")
}

fn binary(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rag-processor"))
        .args(arguments)
        .output()
        .expect("the binary runs")
}

#[test]
fn every_expectation_is_met() {
    let output = binary(&["--log"]);
    let (tables, log) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{tables}");
    let (faults, limits) = tables.split_once("## Limits under load\n").expect("two tables");
    let (limits, proved) = limits.split_once("Proved, ").expect("a summary");
    let met = |table: &str| table.lines().filter(|line| line.ends_with("| yes         |")).count();

    let (mut jobs, mut requests) = (0, 0);
    for scenario in SCENARIOS {
        let [three, two] = [3, 2].map(|attempts| scenario.expected.within(attempts).requests);
        // The video service is the one that uploads, and what its key is refused for is an upload.
        let video = if scenario.key == Key::Valid { three } else { 0 };
        let others = scenario.call == Call::Model;
        jobs += if others { 6 } else { 1 };
        requests += video + if others { 4 * three + two } else { 0 };
    }
    assert_eq!(met(faults), jobs, "{faults}");
    let summary = "partial uploads left, 0 expectations not met\n\n";
    let summary = format!("{jobs} jobs, {requests} requests, 0 {summary}");
    assert!(faults.ends_with(&summary), "{faults}");
    assert_eq!(met(limits), 12, "{limits}");
    assert!(limits.ends_with(" requests, 0 expectations not met\n\n"), "{limits}");
    assert!(
        faults.starts_with("## Faults\n\nEach service meets each fault") && proved.lines().count() == 4,
        "{tables}"
    );
    assert!(!tables.contains(['\r', '\x1b']), "{tables}");

    for event in ["recovered", "retry.delay_ms=350", "hint_too_long", "breaker opened", "breaker closed", "cancelled"] {
        assert!(log.contains(event), "{event}: {log}");
    }
    for line in log.lines().filter(|line| line.contains("retry.attempt=")) {
        assert!(
            line.contains(" job{id=") && line.contains(" service=\"") && line.contains(" table="),
            "{line}"
        );
    }
    for secret in ["demo-key", VALID_KEY, INVALID_KEY] {
        assert!(!tables.contains(secret) && !log.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn an_invalid_key_costs_each_service_one_request() {
    let report = run(&[scenario("invalid key")]).await;
    assert_eq!(report.failures(), [""; 0]);
    assert_eq!(report.entries.len(), 6);
    for entry in &report.entries {
        let requests = entry.requests.len() + entry.file_requests.len();
        assert_eq!((requests, entry.row.status, entry.row.retry_count), (1, Status::Error, 0));
        let error = entry.row.last_error.as_deref().expect("an error");
        assert!(error.ends_with("Gemini refused the API key: API_KEY_INVALID"), "{error}");
    }
}

#[tokio::test]
async fn what_is_not_as_expected_is_named() {
    let expected = Expected { status: Status::Done, attempts: 2, requests: 2, apart: Duration::ZERO };
    let report = run(&[Scenario { expected, ..scenario("healthy") }]).await;
    let failures = report.failures();
    assert_eq!(failures.len(), 12, "{failures:?}");
    assert_eq!(
        failures[..2],
        ["video, healthy: requests: 1, not 2", "video, healthy: retry_count: 0, not 1"]
    );
}
