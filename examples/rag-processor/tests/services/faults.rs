//! What becomes of a job whose requests meet a fault.

use std::time::Duration;

use rag_processor::clock::Timestamp;
use rag_processor::gemini::Limits;
use rag_processor::gemini::wire::{GenerateRequest, Part};
use rag_processor::jobs::{Row, Status};
use rag_processor::report::Entry;
use rag_processor::scenario::Expected;
use rag_processor::server::{Fault, Faults, Files};
use rag_processor::services::{self, Audio, Embedding, Image};
use retry_runtime::RetryBudget;

use crate::bench::{Bench, FILE, PIXEL};

/// What came of an audio job whose first requests met these faults, and when its requests came.
async fn audio_after(faults: &'static [Fault]) -> (Row, Vec<Timestamp>) {
    let bench = Bench::new().await;
    let job = bench.job::<Audio>(FILE, Faults::First(faults)).await;
    services::run(&Audio::new(bench.gemini.clone()), &job).await.expect("the table works");
    (job.row().await.expect("a row"), bench.server.requests(job.id))
}

#[tokio::test]
async fn a_source_that_is_no_image_costs_no_request_and_no_retry() {
    let bench = Bench::new().await;
    let (row, requests) = bench.run(Image::new(bench.gemini.clone()), FILE, Faults::First(&[])).await;
    assert_eq!((row.status, row.retry_count, requests), (Status::Error, 0, 0));
}

#[tokio::test]
async fn a_throttled_request_comes_back_when_the_server_asked_it_to() {
    let (row, requests) = audio_after(&[Fault::Throttled(Some("0.450s"))]).await;
    assert_eq!((row.status, row.retry_count, requests.len()), (Status::Done, 1, 2));
    let apart = requests[1].since(requests[0]);
    assert!(apart >= Duration::from_millis(450), "{apart:?}");
}

#[tokio::test]
async fn a_wait_over_the_cap_ends_the_call_at_once() {
    let (row, requests) = audio_after(&[Fault::Throttled(Some("1.001s"))]).await;
    let last_error = "Gemini has no quota left: too many requests for now";
    assert_eq!((row.status, row.last_error.as_deref()), (Status::Error, Some(last_error)));
    assert_eq!((row.retry_count, requests.len()), (0, 1));
}

#[tokio::test]
async fn a_quota_of_the_day_is_not_retried_although_the_server_asks_for_it() {
    let (row, requests) = audio_after(&[Fault::DailyQuota]).await;
    let last_error = "Gemini has no quota left: \
        `GenerateRequestsPerDayPerProjectPerModel-FreeTier` is used up for the day";
    assert_eq!((row.status, row.last_error.as_deref()), (Status::Error, Some(last_error)));
    assert_eq!((row.retry_count, requests.len()), (0, 1));
}

#[tokio::test]
async fn the_image_service_makes_two_attempts_and_the_others_three() {
    const FAULTS: &[Fault] = &[Fault::Unavailable, Fault::Unavailable];
    let bench = Bench::new().await;
    let (row, requests) = bench.run(Image::new(bench.gemini.clone()), PIXEL, Faults::First(FAULTS)).await;
    assert_eq!((row.status, row.retry_count, requests), (Status::Error, 1, 2));
    let (row, requests) = audio_after(FAULTS).await;
    assert_eq!((row.status, row.retry_count, requests.len()), (Status::Done, 2, 3));
}

#[tokio::test]
async fn an_attempt_that_hangs_ends_in_its_time() {
    // Without retries: one attempt is enough to see it.
    let limits = Limits { budget: RetryBudget::new().capacity(0), ..Limits::default() };
    let bench = Bench::with(limits).await;
    let (row, requests) = bench.run(Audio::new(bench.gemini.clone()), FILE, Faults::Always(Fault::Hung)).await;
    let last_error = "Gemini gave no answer in time: attempt timed out after 2s";
    assert_eq!((row.status, row.last_error.as_deref()), (Status::Error, Some(last_error)));
    assert_eq!(requests, 1);
}

#[tokio::test]
async fn retry_count_is_in_the_table_while_the_attempt_runs() {
    let bench = Bench::new().await;
    let job = bench.job::<Audio>(FILE, Faults::First(&[Fault::Unavailable, Fault::Hung])).await;
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
    let job = bench.job::<Embedding>("text", Faults::First(&[])).await;
    services::run(&Embedding::new(bench.gemini.clone()), &job).await.expect("the table works");
    let row = job.row().await.expect("a row");
    let entry = |requests| Entry {
        scenario: "healthy",
        expected: Expected { status: Status::Done, attempts: 1, requests: 1, apart: Duration::ZERO },
        requests,
        file_requests: Vec::new(),
        files: Files::default(),
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
