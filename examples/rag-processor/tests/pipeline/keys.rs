//! The incident: an invalid key, four workers, and what they do with it.

use std::time::Duration;

use rag_processor::jobs::Status;

use crate::rig::{KEY, Rig, TEXT};

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_key_costs_a_job_one_request_and_nothing_comes_after_its_end() {
    for mut rig in Rig::each().await {
        let job = rig.submit("gs://demo/pixel.png").await;
        rig.start_workers(4, "revoked-key-of-an-incident");
        let row = rig.ended(&job).await;
        let told = "description failed: Gemini refused the API key: API_KEY_INVALID";
        assert_eq!((row.status, row.last_error.as_deref()), (Status::Error, Some(told)), "{}", rig.name);
        assert_eq!((row.retry_count, row.attempts.descriptions), (0, 1));
        tokio::time::sleep(Duration::from_millis(700)).await;
        assert_eq!(rig.server.requests(job.id).len(), 1, "{}", rig.name);
        assert_eq!(rig.seen(&row), 2, "the download and the one request");
        let finished = row.finished.expect("an end");
        assert!(rig.server.attempts().values().all(|attempt| attempt.last <= finished));
        let now = job.row().await.expect("a row");
        assert_eq!((now.status, now.finished, now.attempts), (row.status, row.finished, row.attempts));
    }
}

/// Waits until each of four workers has given the key up, and has no job any more.
async fn given_up(rig: &Rig) {
    loop {
        let workers = rig.jobs.workers(Duration::from_secs(10)).await.expect("workers");
        let open = workers.iter().filter(|worker| worker.breakers.contains("gemini.auth=open")).count();
        let running = rig.jobs.counts().await.expect("counts").get(&Status::Running).copied();
        if open == 4 && running.is_none() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_that_a_breaker_keeps_back_wait_for_another_key() {
    for mut rig in Rig::each().await {
        let mut jobs = Vec::new();
        for _ in 0..30 {
            jobs.push(rig.submit(TEXT).await);
        }
        rig.start_workers(4, "revoked-key-of-an-incident");
        tokio::time::timeout(Duration::from_secs(30), given_up(&rig))
            .await
            .expect("every worker gives the key up");
        let counts = rig.jobs.counts().await.expect("counts");
        let (failed, waiting) = (counts[&Status::Error], counts[&Status::Pending]);
        // Three refusals open the breaker of a worker, which had four jobs at most.
        assert!(failed + waiting == 30 && (12..=16).contains(&failed), "{}: {counts:?}", rig.name);
        for job in &jobs {
            let (row, requests) = (job.row().await.expect("a row"), rig.server.requests(job.id).len());
            assert_eq!(requests, usize::from(row.status == Status::Error), "{}: {row:?}", rig.name);
            assert_eq!(row.retry_count, 0);
        }
        // The key was none of the workers' fault: another worker with a good one does the rest.
        rig.start_workers(1, KEY);
        for job in &jobs {
            rig.ended(job).await;
        }
        assert_eq!(
            rig.jobs.counts().await.expect("counts").get(&Status::Done),
            Some(&waiting),
            "{}",
            rig.name
        );
    }
}
