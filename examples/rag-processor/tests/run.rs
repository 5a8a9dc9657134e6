//! The whole run: the binary, and what its report says when something is not as expected.

use std::process::{Command, Output};
use std::time::Duration;

use rag_processor::jobs::Status;
use rag_processor::matrix::{self, INVALID_KEY, Settings, VALID_KEY};
use rag_processor::report::Report;
use rag_processor::scenario::{Expected, SCENARIOS, Scenario};

async fn run(scenarios: &[Scenario]) -> Report {
    let directory = tempfile::tempdir().expect("a directory");
    let settings = Settings { request_timeout: Duration::from_secs(5), grace: Duration::ZERO };
    matrix::run(&directory.path().join("jobs.db"), scenarios, settings)
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
    let (table, log) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{table}");
    let met = table.lines().filter(|line| line.ends_with("| yes         |")).count();
    assert_eq!(met, 6 * SCENARIOS.len(), "{table}");
    let requests: u32 = SCENARIOS.iter().map(|scenario| 6 * scenario.expected.requests).sum();
    let summary = format!("{met} jobs, {requests} requests, 0 expectations not met\n");
    assert!(table.ends_with(&summary), "{table}");
    assert!(log.contains("recovered"), "{log}");
    for key in [VALID_KEY, INVALID_KEY] {
        assert!(!table.contains(key) && !log.contains(key), "{key}");
    }
}

#[tokio::test]
async fn an_invalid_key_costs_each_service_one_request() {
    let report = run(&[scenario("invalid key")]).await;
    assert_eq!(report.failures(), [""; 0]);
    assert_eq!(report.entries.len(), 6);
    for entry in &report.entries {
        assert_eq!((entry.requests.len(), entry.row.status, entry.row.retry_count), (1, Status::Error, 0));
        let error = entry.row.last_error.as_deref().expect("an error");
        assert!(error.ends_with("Gemini refused the API key: API_KEY_INVALID"), "{error}");
    }
}

#[tokio::test]
async fn what_is_not_as_expected_is_named() {
    let expected = Expected { status: Status::Done, requests: 2 };
    let report = run(&[Scenario { expected, ..scenario("healthy") }]).await;
    let failures = report.failures();
    assert_eq!(failures.len(), 12, "{failures:?}");
    assert_eq!(
        failures[..2],
        ["video, healthy: requests: 1, not 2", "video, healthy: retry_count: 0, not 1"]
    );
}
