//! What the video service leaves at Gemini.

use std::time::Duration;

use rag_processor::jobs::Status;
use rag_processor::server::{Call, Fault, Faults, Files};
use rag_processor::services::{self, Video};

use crate::bench::{Bench, VIDEO};

const HEALTHY: Faults = Faults::First(&[]);
const ONE_PARTIAL_ONE_WHOLE: Files = Files { partial: 1, whole: 1 };

#[tokio::test]
async fn a_partial_upload_is_deleted_before_the_wait() {
    let bench = Bench::new().await;
    let job = bench.job::<Video>(VIDEO, HEALTHY).await;
    bench
        .server
        .plan_call(job.id, Call::FinishUpload, Faults::Always(Fault::Throttled(Some("1s"))));
    let service = Video::new(bench.gemini.clone());
    let waiting = async {
        while job.row().await.expect("a row").retry_count == 0 || bench.server.files(job.id).partial > 0 {
            tokio::task::yield_now().await;
        }
        (job.row().await.expect("a row"), bench.server.file_requests(job.id).len())
    };
    let (row, requests) = tokio::select! {
        ended = services::run(&service, &job) => panic!("the job ended: {ended:?}"),
        waiting = waiting => waiting,
    };
    // Begun, refused and deleted.
    assert_eq!((row.status, row.retry_count, requests), (Status::Running, 1, 3));
}

#[tokio::test]
async fn what_the_last_attempt_leaves_is_deleted_too() {
    for (call, file_requests) in [(Call::FinishUpload, 9), (Call::Model, 9)] {
        let bench = Bench::new().await;
        let job = bench.job::<Video>(VIDEO, HEALTHY).await;
        bench.server.plan_call(job.id, call, Faults::Always(Fault::Unavailable));
        services::run(&Video::new(bench.gemini.clone()), &job).await.expect("the table works");
        let row = job.row().await.expect("a row");
        assert_eq!((row.status, row.retry_count), (Status::Error, 2), "{call:?}");
        assert_eq!(bench.server.files(job.id), Files::default(), "{call:?}");
        assert_eq!(bench.server.file_requests(job.id).len(), file_requests, "{call:?}");
    }
}

/// A deletion that fails, or that is never answered, is no reason for the job to fail or to hang. What is left does not
/// hold up the next attempt.
#[tokio::test]
async fn a_deletion_that_fails_costs_the_job_nothing() {
    for fault in [Fault::Internal, Fault::InvalidKey, Fault::Dropped, Fault::Hung] {
        let bench = Bench::new().await;
        let job = bench.job::<Video>(VIDEO, HEALTHY).await;
        bench.server.plan_call(job.id, Call::FinishUpload, Faults::First(&[Fault::Dropped]));
        bench.server.plan_call(job.id, Call::DeleteFile, Faults::Always(fault));
        let service = Video::new(bench.gemini.clone());
        let ended = tokio::time::timeout(Duration::from_secs(20), services::run(&service, &job)).await;
        ended.expect("the deletion hangs").expect("the table works");
        let row = job.row().await.expect("a row");
        assert_eq!((row.status, row.retry_count), (Status::Done, 1), "{fault:?}");
        assert_eq!(bench.server.files(job.id), ONE_PARTIAL_ONE_WHOLE, "{fault:?}");
    }
}

/// Its file is there, and nobody was told its name.
#[tokio::test]
async fn an_upload_is_deleted_whose_beginning_was_never_answered() {
    let bench = Bench::new().await;
    let job = bench.job::<Video>(VIDEO, HEALTHY).await;
    bench
        .server
        .plan_call(job.id, Call::BeginUpload, Faults::First(&[Fault::Hung, Fault::Dropped]));
    let service = Video::new(bench.gemini.clone());
    let begun = async {
        while bench.server.files(job.id).partial == 0 {
            tokio::task::yield_now().await;
        }
        bench.server.file_requests(job.id).len()
    };
    let begun = tokio::time::timeout(Duration::from_secs(20), begun);
    let (ended, begun) = tokio::join!(services::run(&service, &job), begun);
    ended.expect("the table works");
    assert_eq!(begun.expect("a part of a file"), 1, "the request that is not answered");
    let row = job.row().await.expect("a row");
    assert_eq!((row.status, row.retry_count), (Status::Done, 2));
    assert_eq!(bench.server.files(job.id), Files { partial: 0, whole: 1 });
}

#[tokio::test]
async fn a_video_that_cannot_be_read_costs_no_request_and_no_retry() {
    let bench = Bench::new().await;
    let job = bench.job::<Video>("/no/such/video.mp4", HEALTHY).await;
    services::run(&Video::new(bench.gemini.clone()), &job).await.expect("the table works");
    let row = job.row().await.expect("a row");
    assert_eq!((row.status, row.retry_count), (Status::Error, 0));
    let requests = bench.server.requests(job.id).len() + bench.server.file_requests(job.id).len();
    assert_eq!(requests, 0);
}
