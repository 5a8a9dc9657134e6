//! Several workers at one table: each job goes to one of them, and what a lost one had is taken over.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use rag_processor::jobs::{Ending, Jobs, JobsError, Lease, MAX_KILLS, Status, Step};

use crate::database::TestDatabase;

const LONG: Duration = Duration::from_mins(10);
/// A lease that is over at once, as that of a worker that was lost a while ago.
const OVER: Duration = Duration::ZERO;

fn lease(worker: &str, time: Duration) -> Lease {
    Lease { worker: worker.into(), service: "file", time }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_job_goes_to_one_worker() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        for number in 0..40 {
            jobs.create("file", &number.to_string()).await.expect("created");
        }
        let mut workers = tokio::task::JoinSet::new();
        for number in 0..4 {
            let jobs = database.open().await;
            workers.spawn(async move {
                let mut sources = Vec::new();
                while let Some(job) = jobs.claim(&lease(&number.to_string(), LONG)).await.expect("a claim") {
                    sources.push(job.source.clone());
                    job.finish(Ending::Done(String::new())).await.expect("finished");
                }
                sources
            });
        }
        let sources: Vec<_> = workers.join_all().await.into_iter().flatten().collect();
        let different: HashSet<_> = sources.iter().collect();
        assert_eq!((sources.len(), different.len()), (40, 40), "{}", database.name);
    }
}

#[tokio::test]
async fn jobs_of_other_services_and_those_that_ended_are_not_taken() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        jobs.create("audio", "a").await.expect("created");
        let done = jobs.create("file", "b").await.expect("created");
        done.start().await.expect("started");
        done.finish(Ending::Done(String::new())).await.expect("finished");
        assert!(jobs.claim(&lease("a", LONG)).await.expect("a claim").is_none(), "{}", database.name);
    }
}

#[tokio::test]
async fn a_lease_that_is_renewed_is_kept_and_one_that_is_over_is_taken_over() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        jobs.create("file", "a").await.expect("created");
        let first = jobs.claim(&lease("a", OVER)).await.expect("a claim").expect("a job");
        assert_eq!(jobs.renew(&lease("a", LONG)).await.expect("renewed"), 1);
        assert!(jobs.claim(&lease("b", LONG)).await.expect("a claim").is_none());

        let calls = first.begin(Step::Download, 0).await.expect("counted");
        calls.attempt(1).expect("counted");
        jobs.renew(&lease("a", OVER)).await.expect("renewed");
        let second = jobs.claim(&lease("b", LONG)).await.expect("a claim").expect("the same job");
        assert_eq!(second.id, first.id);
        let row = second.row().await.expect("a row");
        assert_eq!((row.claims, row.kills, row.worker.as_deref()), (2, 1, Some("b")));
        assert_eq!((row.step.as_deref(), row.attempts.downloads), (Some("download"), 1), "{}", database.name);

        // Whoever lost it changes nothing, and sends nothing.
        let lost = |error| matches!(error, JobsError::State(id, Status::Running) if id == first.id);
        assert!(lost(first.begin(Step::Download, 0).await.map(drop).expect_err("lost")));
        assert!(lost(first.finish(Ending::Done(String::new())).await.expect_err("lost")));
        assert!(lost(first.cut(&["a".to_owned()]).await.expect_err("lost")));
        assert!(lost(first.release().await.expect_err("lost")));

        let calls = second.begin(Step::Download, 0).await.expect("counted");
        let call = calls.attempt(1).expect("counted");
        // Each is counted once, and sent once.
        assert!(calls.attempt(2).is_err());
        assert_eq!(call.attempt.as_deref(), Some("download/0/2/1"));
        second.finish(Ending::Done("{}".to_owned())).await.expect("finished");
        assert_eq!(second.row().await.expect("a row").attempts.downloads, 2);
    }
}

#[tokio::test]
async fn a_job_that_was_given_back_is_pending_and_no_worker_was_lost() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        jobs.create("file", "a").await.expect("created");
        for claims in 1..=5 {
            let job = jobs.claim(&lease("a", LONG)).await.expect("a claim").expect("a job");
            job.release().await.expect("given back");
            let row = job.row().await.expect("a row");
            assert_eq!((row.status, row.claims, row.kills), (Status::Pending, claims, 0), "{}", database.name);
        }
    }
}

#[tokio::test]
async fn an_attempt_that_was_counted_and_not_sent_is_taken_back_with_its_job() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        let job = jobs.create("file", "a").await.expect("created");
        let taken = jobs.claim(&lease("a", LONG)).await.expect("a claim").expect("a job");
        let calls = taken.begin(Step::Download, 0).await.expect("counted");
        calls.attempt(1).expect("counted");
        taken.begin(Step::Context, 0).await.expect("counted");
        let row = job.row().await.expect("a row");
        assert_eq!((row.attempts.downloads, row.attempts.contexts), (1, 1), "{}", database.name);
        taken.release().await.expect("given back");
        let row = job.row().await.expect("a row");
        assert_eq!((row.attempts.downloads, row.attempts.contexts), (1, 0), "{}", database.name);
    }
}

#[tokio::test]
async fn a_job_that_killed_three_workers_is_set_aside() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        let job = jobs.create("file", "a").await.expect("created");
        for kills in 0..MAX_KILLS {
            let taken = jobs.claim(&lease(&kills.to_string(), OVER)).await.expect("a claim").expect("a job");
            assert_eq!((taken.id, taken.row().await.expect("a row").kills), (job.id, kills), "{}", database.name);
        }
        assert!(jobs.claim(&lease("d", LONG)).await.expect("a claim").is_none());
        let row = job.row().await.expect("a row");
        assert_eq!((row.status, row.kills), (Status::Poisoned, MAX_KILLS));
        assert_eq!(row.last_error.as_deref(), Some("its worker was lost 3 times"));
        assert!(row.finished.is_some());
    }
}

#[tokio::test]
async fn a_request_that_comes_twice_is_one_job() {
    for database in TestDatabase::each().await {
        let jobs: Jobs = database.open().await;
        let first = jobs.create_once("file", "a", "request-1").await.expect("created");
        let again = jobs.create_once("file", "a", "request-1").await.expect("found");
        let other = jobs.create_once("file", "a", "request-2").await.expect("created");
        assert_eq!((first.id == again.id, first.id == other.id), (true, false), "{}", database.name);
    }
}

#[tokio::test]
async fn chunks_are_whole_and_survive_the_worker() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        jobs.create("file", "a").await.expect("created");
        let first = jobs.claim(&lease("a", OVER)).await.expect("a claim").expect("a job");
        first.cut(&["one".to_owned(), "two".to_owned()]).await.expect("cut");
        first.note_context(1, "of two").await.expect("noted");
        first.store_vector(1, &[0.5, -1.0]).await.expect("stored");
        let second = jobs.claim(&lease("b", LONG)).await.expect("a claim").expect("a job");
        assert!(first.store_vector(0, &[0.0]).await.is_err(), "it belongs to another");
        let chunks = second.chunks().await.expect("chunks");
        assert_eq!((chunks.len(), chunks[0].passage.as_str()), (2, "one"), "{}", database.name);
        assert_eq!((&chunks[0].context, &chunks[0].vector), (&None, &None));
        assert_eq!(
            (chunks[1].context.as_deref(), &chunks[1].vector),
            (Some("of two"), &Some(vec![0.5, -1.0]))
        );
    }
}

#[tokio::test]
async fn workers_are_known_by_what_they_say() {
    for database in TestDatabase::each().await {
        let jobs = database.open().await;
        jobs.report("a", "").await.expect("reported");
        jobs.report("a", "gemini.auth=open").await.expect("reported");
        let workers = jobs.workers(LONG).await.expect("workers");
        assert_eq!(workers.len(), 1, "{}", database.name);
        assert_eq!((workers[0].name.as_str(), workers[0].breakers.as_str()), ("a", "gemini.auth=open"));
        let name: Arc<str> = "file".into();
        let kept = jobs.keep(name.as_bytes()).await.expect("kept");
        assert_eq!(jobs.kept(&kept).await.expect("read").as_deref(), Some(&b"file"[..]));
        assert_eq!(jobs.kept("another").await.expect("read"), None);
    }
}
