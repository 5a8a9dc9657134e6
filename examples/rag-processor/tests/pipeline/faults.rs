//! What becomes of a file whose requests meet a fault.

use std::time::Duration;

use rag_processor::jobs::Status;
use rag_processor::server::{Call, Fault, Faults};

use crate::database::TestDatabase;
use crate::rig::{KEY, Rig, TEXT};

/// A job whose requests for `call` meet these faults.
async fn row_of(rig: &mut Rig, call: Call, faults: Faults, source: &str) -> rag_processor::jobs::Row {
    let job = rig.submit(source).await;
    rig.server.plan_call(job.id, call, faults);
    rig.start_workers(1, KEY);
    let row = rig.ended(&job).await;
    rig.seen(&row);
    row
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_that_breaks_off_goes_on_where_it_was() {
    let mut rig = Rig::new(TestDatabase::sqlite()).await;
    let truncated = Faults::First(&[Fault::Truncated, Fault::Truncated]);
    let row = row_of(&mut rig, Call::Download, truncated, TEXT).await;
    assert_eq!((row.status, row.attempts.downloads, row.retry_count), (Status::Done, 3, 2), "{row:?}");
    // Each asks for what is missing. The two passages are whole, which they would not be if a part was there twice.
    let attempts = rig.server.attempts();
    let from = [1, 2, 3].map(|number| attempts[&(row.id, format!("download/0/1/{number}"))].from);
    assert!(from[0] == 0 && from[0] < from[1] && from[1] < from[2], "{from:?}");
    assert_eq!(row.output.as_deref(), Some(r#"{"chunks":2,"type":"text/plain"}"#));
}

/// The second part is asked for by the version of the first: what was read of another one is thrown away.
#[tokio::test(flavor = "multi_thread")]
async fn an_object_that_is_replaced_while_it_is_read_is_read_anew() {
    let mut rig = Rig::new(TestDatabase::sqlite()).await;
    let job = rig.submit(TEXT).await;
    rig.server
        .plan_call(job.id, Call::Download, Faults::First(&[Fault::Truncated, Fault::Throttled(Some("1s"))]));
    rig.start_workers(1, KEY);
    rig.until(&job, |row| row.retry_count == 2).await;
    rig.server.put("demo/notes.txt", b"Another text.");
    let row = rig.ended(&job).await;
    // The third finds another version, and the fourth begins with its beginning.
    assert_eq!((row.status, row.attempts.downloads), (Status::Done, 4), "{row:?}");
    let chunks = job.chunks().await.expect("chunks");
    assert_eq!((chunks.len(), chunks[0].passage.as_str()), (1, "Another text."));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_of_a_bucket_has_its_attempts() {
    for (faults, downloads, status) in [
        (Faults::First(&[Fault::Unavailable, Fault::Dropped]), 3, Status::Done),
        (Faults::First(&[Fault::Throttled(Some("1s"))]), 2, Status::Done),
        (Faults::Always(Fault::Throttled(Some("9s"))), 1, Status::Error),
        (Faults::Always(Fault::Internal), 4, Status::Error),
        (Faults::Always(Fault::InvalidRequest), 1, Status::Error),
        (Faults::First(&[Fault::InvalidKey]), 2, Status::Done),
        (Faults::Always(Fault::InvalidKey), 2, Status::Error),
    ] {
        let mut rig = Rig::new(TestDatabase::sqlite()).await;
        let row = row_of(&mut rig, Call::Download, faults, TEXT).await;
        assert_eq!((row.status, row.attempts.downloads), (status, downloads), "{faults:?}: {row:?}");
        assert_eq!(row.retry_count, downloads - 1, "{faults:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chunk_that_gives_up_fails_the_job_and_nothing_goes_on() {
    for mut rig in Rig::each().await {
        // The first chunk has its context, and the second gives up.
        let job = rig.submit(TEXT).await;
        rig.server.plan_call(job.id, Call::Model, Faults::After(1, Fault::Unavailable));
        rig.start_workers(2, KEY);
        let row = rig.ended(&job).await;
        let told = "context generation failed for chunk 2 of 2: Gemini is unavailable";
        assert_eq!((row.status, row.last_error.as_deref()), (Status::Error, Some(told)));
        assert_eq!(
            (row.attempts.contexts, row.attempts.embeddings, row.retry_count),
            (1 + 3, 0, 2),
            "{}",
            rig.name
        );
        tokio::time::sleep(Duration::from_millis(700)).await;
        rig.seen(&row);
        let finished = row.finished.expect("an end");
        assert!(rig.server.attempts().values().all(|attempt| attempt.last <= finished), "{}", rig.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_that_gives_up_leaves_no_upload() {
    let mut rig = Rig::new(TestDatabase::sqlite()).await;
    let row = row_of(&mut rig, Call::Model, Faults::Always(Fault::Internal), "gs://demo/launch.mp4").await;
    assert_eq!((row.status, row.attempts.descriptions, row.retry_count), (Status::Error, 3, 2));
    let files = rig.server.files(row.id);
    assert_eq!((files.partial, files.whole), (0, 0));
}

/// Counting an attempt takes longer here than the attempt itself may. That is not the fault of Vertex AI.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_slow_uses_up_no_attempt() {
    let Some(database) = TestDatabase::postgres().await else { return };
    let mut rig = Rig::new(database).await;
    let slow =
        "CREATE FUNCTION slow() RETURNS trigger AS $$ BEGIN PERFORM pg_sleep(2.5); RETURN NEW; END $$ LANGUAGE plpgsql";
    rig.database.run(slow).await;
    let trigger = "CREATE TRIGGER slow BEFORE UPDATE OF embeddings ON jobs FOR EACH ROW
                   WHEN (NEW.embeddings <> OLD.embeddings) EXECUTE FUNCTION slow()";
    rig.database.run(trigger).await;
    let row = rig.run("gs://demo/pixel.png").await;
    assert_eq!((row.status, row.attempts.embeddings, row.retry_count), (Status::Done, 1, 0), "{row:?}");
    rig.seen(&row);
}
