//! The services against the server and a job table on disk.

use std::time::Duration;

use rag_processor::gemini::wire::{GenerateRequest, Part};
use rag_processor::gemini::{ApiKey, Gemini};
use rag_processor::jobs::{Job, Jobs, Row, Status};
use rag_processor::report::Entry;
use rag_processor::scenario::Expected;
use rag_processor::server::{Fault, Faults, GeminiServer};
use rag_processor::services::{self, Audio, Document, Embedding, Image, Service, Transcription, Video};
use serde_json::{Value, json};
use tempfile::TempDir;

const KEY: &str = "hunter2-hunter2";
const FILE: &str = "https://generativelanguage.googleapis.com/v1beta/files/1";

struct Bench {
    server: GeminiServer,
    gemini: Gemini,
    jobs: Jobs,
    _directory: TempDir,
}

impl Bench {
    async fn new() -> Self {
        let server = GeminiServer::start(KEY).await.expect("a server");
        let gemini = Gemini::new(&server.url(), ApiKey::new(KEY), Duration::from_secs(5)).expect("a client");
        let directory = tempfile::tempdir().expect("a directory");
        let jobs = Jobs::open(&directory.path().join("jobs.db")).await.expect("a table");
        Self { server, gemini, jobs, _directory: directory }
    }

    async fn run<S: Service>(&self, service: S, source: &str, faults: &'static [Fault]) -> (Job, Row) {
        let job = self.jobs.create(S::NAME, source).await.expect("created");
        self.server.plan(job.id, Faults::First(faults));
        services::run(&service, &job).await.expect("the table works");
        let row = job.row().await.expect("a row");
        (job, row)
    }

    async fn output<S: Service>(&self, service: S, source: &str) -> Value {
        let (_, row) = self.run(service, source, &[]).await;
        assert_eq!((row.service.as_str(), row.status, &row.last_error), (S::NAME, Status::Done, &None));
        serde_json::from_str(&row.output.expect("an output")).expect("JSON")
    }
}

#[tokio::test]
async fn each_service_makes_its_own_of_an_answer() {
    let bench = Bench::new().await;
    let gemini = || bench.gemini.clone();
    let scenes = ["00:00 A title card.", "00:07 A rocket leaves the pad."];
    assert_eq!(bench.output(Video::new(gemini()), FILE).await, json!({ "passages": scenes }));
    let summary = ["A conversation of two engineers.", "They agree on a limit of three attempts."];
    assert_eq!(bench.output(Audio::new(gemini()), FILE).await, json!({ "passages": summary }));
    let turns = ["Ada: Is it safe to try again?", "Grace: Once it is classified."];
    assert_eq!(bench.output(Transcription::new(gemini()), FILE).await, json!({ "passages": turns }));
    let caption = bench.output(Image::new(gemini()), "data:image/png;base64,iVBORw0K").await;
    assert_eq!(caption, json!({ "passages": ["A bar chart of requests by attempt."] }));
    let facts = ["Retries: Every retry has a limit.", "Retries: An invalid key is not retried."];
    assert_eq!(bench.output(Document::new(gemini()), "A text.").await, json!({ "passages": facts }));
    let vector = bench.output(Embedding::new(gemini()), "A text.").await;
    assert_eq!(vector["vector"].as_array().map(Vec::len), Some(768));
}

#[tokio::test]
async fn a_source_that_is_no_image_costs_no_request_and_no_retry() {
    let bench = Bench::new().await;
    let (job, row) = bench.run(Image::new(bench.gemini.clone()), FILE, &[]).await;
    assert_eq!((row.status, row.retry_count), (Status::Error, 0));
    assert_eq!(bench.server.requests(job.id).len(), 0);
}

#[tokio::test]
async fn an_error_that_must_not_be_retried_is_found_below_its_context() {
    let bench = Bench::new().await;
    let (job, row) = bench.run(Embedding::new(bench.gemini.clone()), "text", &[Fault::InvalidKey]).await;
    let last_error = "no vector for the text: Gemini refused the API key: API_KEY_INVALID";
    assert_eq!((row.status, row.last_error.as_deref()), (Status::Error, Some(last_error)));
    assert_eq!(bench.server.requests(job.id).len(), 1);
}

#[tokio::test]
async fn retry_count_is_in_the_table_while_the_attempt_runs() {
    let bench = Bench::new().await;
    let job = bench.jobs.create(Audio::NAME, FILE).await.expect("created");
    bench.server.plan(job.id, Faults::First(&[Fault::Unavailable, Fault::Hung]));
    let service = Audio::new(bench.gemini.clone());
    let running = async {
        while bench.server.requests(job.id).len() < 2 {
            tokio::task::yield_now().await;
        }
        job.row().await.expect("a row")
    };
    // The second attempt hangs, so the job is caught in the middle of it, as a crash would.
    let row = tokio::select! {
        ended = services::run(&service, &job) => panic!("the job ended: {ended:?}"),
        row = running => row,
    };
    assert_eq!((row.status, row.retry_count, row.finished), (Status::Running, 1, None));
}

#[tokio::test]
async fn a_request_after_the_end_of_a_job_is_seen_by_the_server() {
    let bench = Bench::new().await;
    let (job, row) = bench.run(Embedding::new(bench.gemini.clone()), "text", &[]).await;
    let entry = |requests| Entry {
        scenario: "healthy",
        expected: Expected { status: Status::Done, requests: 1 },
        requests,
        row: row.clone(),
    };
    assert_eq!(entry(bench.server.requests(job.id)).unmet(), [""; 0]);

    let request = GenerateRequest::new(vec![Part::Text("Hello".to_owned())]);
    bench.gemini.generate(job.id, "gemini-2.5-flash", &request).await.expect("an answer");
    let unmet = entry(bench.server.requests(job.id)).unmet();
    assert_eq!(unmet.len(), 2, "{unmet:?}");
    assert_eq!(unmet[0], "requests: 2, not 1");
    assert!(unmet[1].ends_with("after the end of the job"), "{unmet:?}");
}
