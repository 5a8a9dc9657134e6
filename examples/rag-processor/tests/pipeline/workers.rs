//! Workers come and go: what they had goes back, or is taken over.

use std::time::Duration;

use rag_processor::jobs::{Lease, Row, Status, Step};
use rag_processor::server::{Call, Fault, Faults};

use crate::rig::{KEY, LEASE, Rig, TEXT};

/// Tells the workers to end when a job is so far, whose questions to a model meet `fault`: what the table says of it then.
async fn given_back(mut rig: Rig, fault: Fault, is_so: fn(&Row) -> bool) -> Row {
    let job = rig.submit(TEXT).await;
    rig.server.plan_call(job.id, Call::Model, Faults::Always(fault));
    rig.start_workers(2, KEY);
    rig.until(&job, is_so).await;
    rig.stop().await;
    let row = job.row().await.expect("a row");
    assert_eq!(
        (row.status, row.kills, row.step.as_deref()),
        (Status::Pending, 0, Some("context")),
        "{}",
        rig.name
    );
    rig.seen(&row);
    row
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shutdown_gives_the_jobs_back_within_a_second() {
    for rig in Rig::each().await {
        let row = given_back(rig, Fault::Throttled(Some("1s")), |row| row.retry_count > 0).await;
        // The attempt after the wait was counted, and not sent: taken back, there are as many as there were retries. A machine
        // that is busy may have come to the second one before the workers were told.
        assert!((1..=2).contains(&row.retry_count) && row.attempts.contexts == row.retry_count, "{row:?}");
    }
    for rig in Rig::each().await {
        let row = given_back(rig, Fault::Hung, |row| row.attempts.contexts == 1).await;
        // It was dropped before its own time was up: that would have been a retry.
        assert_eq!((row.retry_count, row.last_error, row.attempts.contexts), (0, None, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_lost_worker_had_goes_on_where_it_was() {
    for mut rig in Rig::each().await {
        let job = rig.submit(TEXT).await;
        // A worker that took the job, got as far as the second chunk, and was not heard of again.
        let lease = Lease { worker: "lost".into(), service: "file", time: Duration::ZERO };
        let lost = rig.jobs.claim(&lease).await.expect("a claim").expect("a job");
        lost.begin(Step::Context, 0).await.expect("counted").attempt(1).expect("counted");
        lost.cut(&["one".to_owned(), "two".to_owned()]).await.expect("cut");
        lost.note_context(0, "of one").await.expect("noted");
        lost.store_vector(0, &[0.5; 128]).await.expect("stored");
        rig.start_workers(2, KEY);
        let row = rig.ended(&job).await;
        assert_eq!((row.status, row.kills, row.claims), (Status::Done, 1, 2), "{}", rig.name);
        // One that was counted before, and of each what was missing.
        assert_eq!((row.attempts.contexts, row.attempts.embeddings), (1 + 1, 1), "{row:?}");
        let chunks = job.chunks().await.expect("chunks");
        assert_eq!((chunks.len(), chunks[0].context.as_deref()), (2, Some("of one")));
        assert!(chunks.iter().all(|chunk| chunk.vector.is_some()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_takes_longer_than_its_lease_is_done_once() {
    for mut rig in Rig::each().await {
        let job = rig.submit(TEXT).await;
        // Two attempts of two seconds each that hang, and a lease of two seconds.
        rig.server.plan_call(job.id, Call::Model, Faults::First(&[Fault::Hung]));
        rig.start_workers(4, KEY);
        let row = rig.ended(&job).await;
        assert!(row.finished.expect("an end").since(row.started.expect("a start")) >= LEASE);
        assert_eq!(
            (row.status, row.claims, row.kills, row.retry_count),
            (Status::Done, 1, 0, 1),
            "{}",
            rig.name
        );
        rig.seen(&row);
    }
}
