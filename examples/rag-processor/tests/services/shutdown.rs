//! What becomes of the jobs when the process is told to end.

use std::time::Duration;

use rag_processor::gemini::Gemini;
use rag_processor::jobs::Status;
use rag_processor::server::{Fault, Faults, Files};
use rag_processor::services::{self, Audio, Document, Embedding, Image, Service, Transcription, Video};

use crate::bench::{Bench, FILE, PIXEL, VIDEO};

async fn ends_in_its_wait<S: Service>(service: fn(Gemini) -> S, source: &str) {
    let bench = Bench::new().await;
    let job = bench.job::<S>(source, Faults::Always(Fault::Throttled(Some("1s")))).await;
    let service = service(bench.gemini.clone());
    let cancel_in_the_wait = async {
        // The hook counts the retry and then deletes what was uploaded; what follows is the wait.
        while job.row().await.expect("a row").retry_count == 0 || bench.server.files(job.id) != Files::default() {
            tokio::task::yield_now().await;
        }
        bench.shutdown.cancel();
    };
    let (ended, ()) = tokio::join!(services::run(&service, &job), cancel_in_the_wait);
    ended.expect("the table works");
    let row = job.row().await.expect("a row");
    let last_error = "Gemini has no quota left: too many requests for now";
    assert_eq!(
        (row.status, row.last_error.as_deref()),
        (Status::Cancelled, Some(last_error)),
        "{}",
        S::NAME
    );
    // A retry that was decided on, and that the shutdown forestalled.
    assert_eq!((row.retry_count, row.output), (1, None), "{}", S::NAME);
    assert_eq!(bench.server.requests(job.id).len(), 1, "{}", S::NAME);
    assert_eq!(bench.server.files(job.id), Files::default(), "{}", S::NAME);
}

#[tokio::test]
async fn a_job_in_its_wait_ends_at_once_as_cancelled_whatever_its_service() {
    ends_in_its_wait(Video::new, VIDEO).await;
    ends_in_its_wait(Audio::new, FILE).await;
    ends_in_its_wait(Image::new, PIXEL).await;
    ends_in_its_wait(Document::new, "text").await;
    ends_in_its_wait(Embedding::new, "text").await;
    ends_in_its_wait(Transcription::new, FILE).await;
}

#[tokio::test]
async fn an_attempt_under_way_is_dropped_after_its_grace() {
    let bench = Bench::new().await;
    let job = bench.job::<Audio>(FILE, Faults::Always(Fault::Hung)).await;
    let service = Audio::new(bench.gemini.clone());
    let cancel_in_the_attempt = async {
        while bench.server.requests(job.id).is_empty() {
            tokio::task::yield_now().await;
        }
        bench.shutdown.cancel();
    };
    let (ended, ()) = tokio::join!(services::run(&service, &job), cancel_in_the_attempt);
    ended.expect("the table works");
    let row = job.row().await.expect("a row");
    // After its own time of two seconds it would end with another error.
    let last_error = "the attempt under way was dropped";
    assert_eq!((row.status, row.last_error.as_deref()), (Status::Cancelled, Some(last_error)));
    assert!(row.finished.expect("an end").since(row.started.expect("a start")) >= Duration::from_millis(500));
    assert_eq!(bench.server.requests(job.id).len(), 1);
}

#[tokio::test]
async fn a_job_that_has_not_begun_stays_pending() {
    let bench = Bench::new().await;
    let job = bench.job::<Audio>(FILE, Faults::First(&[])).await;
    bench.shutdown.cancel();
    services::run(&Audio::new(bench.gemini.clone()), &job).await.expect("the table works");
    let row = job.row().await.expect("a row");
    assert_eq!((row.status, row.started), (Status::Pending, None));
    assert_eq!(bench.server.requests(job.id).len(), 0);
}
