//! What becomes of a file of each kind.

use rag_processor::jobs::{Attempts, Status};
use rag_processor::vertex::DIMENSIONS;
use serde_json::{Value, json};

use crate::rig::{CHUNKS, Rig, TEXT};

#[tokio::test(flavor = "multi_thread")]
async fn a_text_is_cut_into_chunks_each_with_its_context_and_its_vector() {
    for mut rig in Rig::each().await {
        let job = rig.submit(TEXT).await;
        rig.start_workers(1, crate::rig::KEY);
        let row = rig.ended(&job).await;
        let attempts = Attempts { downloads: 1, descriptions: 0, contexts: 2, embeddings: 2 };
        assert_eq!((row.status, row.attempts, row.retry_count), (Status::Done, attempts, 0), "{row:?}");
        assert_eq!(rig.seen(&row), 5);
        let output: Value = serde_json::from_str(&row.output.expect("an output")).expect("JSON");
        assert_eq!(output, json!({ "type": "text/plain", "chunks": CHUNKS }));
        let chunks = job.chunks().await.expect("chunks");
        assert_eq!(chunks.len(), CHUNKS);
        for chunk in chunks {
            assert!(chunk.passage.starts_with("Every retry has a limit."), "{}", rig.name);
            assert_eq!(chunk.context.as_deref(), Some("It is the part about the limit of attempts."));
            assert_eq!(chunk.vector.map(|vector| vector.len()), Some(DIMENSIONS));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn media_are_described_first() {
    let mut rig = Rig::new(crate::database::TestDatabase::sqlite()).await;
    let video = rig.run("gs://demo/launch.mp4").await;
    let of_video = Attempts { downloads: 1, descriptions: 1, contexts: 2, embeddings: 2 };
    assert_eq!((video.status, video.attempts), (Status::Done, of_video), "{video:?}");
    rig.seen(&video);
    assert_eq!(rig.server.files(video.id).whole, 1);
    let image = rig.run("gs://demo/pixel.png").await;
    let of_image = Attempts { downloads: 1, descriptions: 1, contexts: 0, embeddings: 1 };
    assert_eq!((image.status, image.attempts), (Status::Done, of_image), "{image:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_came_through_the_api_needs_no_bucket() {
    for mut rig in Rig::each().await {
        let name = rig.jobs.keep(b"Every retry has a limit.").await.expect("kept");
        let row = rig.run(&format!("kept:{name}")).await;
        let attempts = Attempts { downloads: 0, descriptions: 0, contexts: 1, embeddings: 1 };
        assert_eq!((row.status, row.attempts), (Status::Done, attempts), "{}", rig.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_processed_costs_no_request_to_a_model() {
    let mut rig = Rig::new(crate::database::TestDatabase::sqlite()).await;
    for (source, downloads, error) in [
        ("gs://demo/app.zip", 1, "files of the type application/zip are not processed; "),
        ("gs://demo/missing.txt", 1, "download failed: the object does not exist"),
        ("kept:nothing", 0, "there is no file `kept:nothing`"),
        ("/etc/passwd", 0, "there is no file `/etc/passwd`"),
    ] {
        let row = rig.run(source).await;
        assert_eq!((row.status, row.retry_count), (Status::Error, 0), "{source}");
        assert!(row.last_error.as_deref().is_some_and(|told| told.starts_with(error)), "{row:?}");
        assert_eq!((row.attempts.downloads, row.attempts.total()), (downloads, downloads), "{source}");
    }
}
