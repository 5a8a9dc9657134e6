//! One job on both databases: the changes it goes through, and those that it refuses.

use rag_processor::jobs::{Ending, Job, JobsError, Status};
use retry_runtime::retry;

use crate::database::TestDatabase;

#[derive(Debug, thiserror::Error)]
#[error("no answer from http://localhost/?key={KEY}")]
struct NoAnswer;

const KEY: &str = "AIzaSyA-1234567890abcdefghijklmnopqrstuv";

/// Fails in each attempt but the last, and retries without a wait.
#[retry(max = 3, backoff = none, retryable = [|_: &NoAnswer| retry_it], attempt = attempt, on_retry = |retry| job.count_retry(&retry).await)]
async fn fail_twice(job: &Job, retry_it: bool) -> Result<(), NoAnswer> {
    if attempt.is_last() { Ok(()) } else { Err(NoAnswer) }
}

#[tokio::test]
async fn a_job_is_recorded_from_pending_to_done() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        let job = jobs.create("video", "launch.mp4").await.expect("created");
        let row = job.row().await.expect("row");
        assert_eq!((row.status, row.retry_count, row.started, row.finished), (Status::Pending, 0, None, None));

        job.start().await.expect("started");
        fail_twice(&job, true).await.expect("the third attempt");
        let row = job.row().await.expect("row");
        assert_eq!((row.status, row.retry_count, row.finished), (Status::Running, 2, None));
        job.finish(Ending::Done("[]".to_owned())).await.expect("finished");

        let row = job.row().await.expect("row");
        assert_eq!((row.service.as_str(), row.status, row.retry_count), ("video", Status::Done, 2));
        assert_eq!((row.output.as_deref(), row.last_error), (Some("[]"), None));
        assert!(Some(row.created) <= row.started && row.started <= row.finished);
    }
}

#[tokio::test]
async fn a_job_in_a_wait_says_why_without_the_secrets() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        let job = jobs.create("video", "launch.mp4").await.expect("created");
        job.start().await.expect("started");
        fail_twice(&job, false).await.expect_err("not retried");
        let row = job.row().await.expect("row");
        assert_eq!((row.retry_count, row.last_error), (0, None));
        fail_twice(&job, true).await.expect("the third attempt");
        let row = job.row().await.expect("row");
        assert_eq!(row.last_error.as_deref(), Some("no answer from http://localhost/?key=[redacted]"));
    }
}

#[tokio::test]
async fn a_job_that_ended_stays_as_it_ended() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        let job = jobs.create("audio", "https://files/2").await.expect("created");
        assert!(matches!(
            job.finish(Ending::Done(String::new())).await,
            Err(JobsError::State(_, Status::Running))
        ));
        job.start().await.expect("started");
        job.finish(Ending::Error("refused".to_owned())).await.expect("finished");

        // The count cannot be written, which costs the call nothing.
        fail_twice(&job, true).await.expect("the third attempt");
        assert!(matches!(job.start().await, Err(JobsError::State(_, Status::Pending))));
        assert!(job.finish(Ending::Done(String::new())).await.is_err());
        let row = job.row().await.expect("row");
        assert_eq!((row.status, row.retry_count), (Status::Error, 0));
        assert_eq!(row.last_error.as_deref(), Some("refused"));
    }
}

#[tokio::test]
async fn a_cancelled_job_keeps_its_last_error_and_stays_cancelled() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        let job = jobs.create("audio", "https://files/2").await.expect("created");
        job.start().await.expect("started");
        job.finish(Ending::Cancelled("busy".to_owned())).await.expect("finished");
        assert!(job.finish(Ending::Done(String::new())).await.is_err());
        let row = job.row().await.expect("row");
        assert_eq!(
            (row.status, row.last_error.as_deref(), row.output),
            (Status::Cancelled, Some("busy"), None)
        );
    }
}

#[tokio::test]
async fn the_table_outlives_its_handle() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        let job = jobs.create("image", "data:,").await.expect("created");
        job.start().await.expect("started");
        fail_twice(&job, true).await.expect("the third attempt");
        drop(jobs);
        let id = job.id;
        drop(job);
        let row = database.open().await.row(id).await.expect("the same table").expect("row");
        assert_eq!((row.status, row.retry_count), (Status::Running, 2));
    }
}
