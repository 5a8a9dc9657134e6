//! The short form of the fault run, with worker processes that are killed, on both databases.

#[path = "common/database.rs"]
mod database;

use std::fs;
use std::path::Path;

use rag_processor::storm::{self, Event, Plan, Report};
use tokio_util::sync::CancellationToken;

use crate::database::TestDatabase;

async fn storm(database: Option<String>, directory: &Path) -> Report {
    let plan = Plan {
        jobs: 300,
        workers: 4,
        seed: 3,
        database,
        restart: None,
        directory: directory.to_owned(),
        program: env!("CARGO_BIN_EXE_rag-processor").into(),
    };
    storm::run(plan, &CancellationToken::new(), |_| {}).await.expect("a report")
}

fn is_kept(report: &Report, directory: &Path) {
    let verdict = &report.verdict;
    assert!(verdict.is_kept(), "{verdict}\n{:#?}", verdict.errors);
    // It was no fair weather.
    let last = report.samples.samples.last().expect("a look");
    assert!(last.tally.faults > 100, "{last:?}");
    let happened = |event| report.samples.events.iter().filter(|(_, other)| *other == event).count();
    assert_eq!(
        [Event::Kill, Event::Down, Event::Back, Event::KeyRevoked, Event::KeyReplaced].map(happened),
        [4, 1, 1, 1, 1]
    );
    let done = verdict.ended.get("done").copied().unwrap_or(0);
    assert!(done > 200, "{verdict}\n{:#?}", verdict.errors);
    // What was given up has the reason that it deserves.
    let told = |text: &str| verdict.errors.keys().any(|error| error.contains(text));
    for reason in ["API_KEY_INVALID", "the object does not exist", "files of the type application/zip"] {
        assert!(told(reason), "{reason}: {:#?}", verdict.errors);
    }
    let logs = fs::read_dir(directory.join("logs")).expect("logs");
    let logs = logs.map(|log| fs::read_to_string(log.expect("a log").path()).expect("a log"));
    let lines: Vec<String> = logs.flat_map(|log| log.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let mut of_jobs = lines.iter().filter(|line| line.contains("retry.name=\"pipeline.")).peekable();
    assert!(of_jobs.peek().is_some() && of_jobs.all(|line| line.contains(" job{id=")));
    let page = fs::read_to_string(storm::write_page(report).expect("a page")).expect("a page");
    for part in ["every promise was kept", "<svg", "key revoked", "gemini.auth"] {
        assert!(page.contains(part), "{part}");
    }
    for picture in ["attempts", "goodput", "breakers", "memory"] {
        let svg = fs::read_to_string(directory.join(format!("{picture}.svg"))).expect("a picture");
        assert!(svg.starts_with("<svg") && svg.contains("polyline"), "{picture}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_promise_is_kept_on_sqlite() {
    let directory = tempfile::tempdir().expect("a directory");
    is_kept(&storm(None, directory.path()).await, directory.path());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_promise_is_kept_on_postgresql_which_loses_all_connections() {
    let Some(database) = TestDatabase::postgres().await else { return };
    let directory = tempfile::tempdir().expect("a directory");
    let report = storm(Some(database.server().to_owned()), directory.path()).await;
    is_kept(&report, directory.path());
    let restarts = report
        .samples
        .events
        .iter()
        .filter(|(_, event)| *event == Event::DatabaseRestarted)
        .count();
    assert_eq!(restarts, 1);
}
