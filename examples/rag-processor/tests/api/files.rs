//! Files go in, and become jobs.

use std::time::Duration;

use rag_processor::gemini::Limits;
use rag_processor::simulation;
use rag_processor::worker::Worker;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::database::TestDatabase;
use crate::service::{MAX_SIZE, Service, json, problem};

/// Looks at a job until it is done.
async fn done(service: &Service, path: &str) -> Value {
    loop {
        let job = json(service.get(path).await).await;
        if job["status"] == "done" {
            return job;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reference_becomes_a_job_that_can_be_watched_to_its_end() {
    for service in Service::each().await {
        let response = service.submit(&json!({ "source": "gs://demo/notes.txt" })).await;
        assert_eq!(
            (response.status(), &response.headers()["location"]),
            (StatusCode::ACCEPTED, &"/jobs/1".parse().unwrap())
        );
        let job = json(response).await;
        assert_eq!(
            (&job["id"], &job["status"], &job["retry_count"]),
            (&json!("1"), &json!("pending"), &json!(0))
        );

        let (_server, settings) = simulation::start().await.expect("services");
        let pipeline = settings.pipeline(Limits::default()).expect("clients");
        let worker = Worker::new(service.jobs.clone(), pipeline, 2, Duration::from_secs(5));
        tokio::spawn(async move { worker.run().await });
        let job = tokio::time::timeout(Duration::from_secs(20), done(&service, "/jobs/1"))
            .await
            .expect("done");
        assert_eq!(job["attempts"], json!({ "download": 1, "describe": 0, "context": 1, "embed": 1 }));
        assert_eq!(job["output"], json!({ "type": "text/plain", "chunks": 1 }));
        assert_eq!(
            json(service.get("/jobs?status=done").await).await,
            json!([job]),
            "{}",
            service.database.name
        );
        assert_eq!(json(service.get("/jobs?status=error").await).await, json!([]));
        assert_eq!(json(service.get("/jobs?limit=0").await).await, json!([]));
        let health = json(service.get("/health").await).await;
        assert_eq!(
            (&health["status"], &health["workers"][0]["breakers"]),
            (&json!("ok"), &json!({})),
            "{health}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_taken_for_its_content_and_its_size() {
    for service in Service::each().await {
        let response = service.upload("file", b"Every retry has a limit.").await;
        assert_eq!(response.status(), StatusCode::ACCEPTED);
        let source = json(response).await["source"].as_str().expect("a source").to_owned();
        let name = source.strip_prefix("kept:").expect("it is kept");
        let content = service.jobs.kept(name).await.expect("read");
        assert_eq!(content.as_deref(), Some(&b"Every retry has a limit."[..]), "{}", service.database.name);

        let zip = service.upload("file", b"PK\x03\x04\x00\x00").await;
        let told = problem(zip, StatusCode::UNSUPPORTED_MEDIA_TYPE).await;
        assert!(told.starts_with("files of the type application/zip are not processed; "), "{told}");
        let empty = service.upload("file", b" ").await;
        assert_eq!(problem(empty, StatusCode::UNPROCESSABLE_ENTITY).await, "the file is empty");
        let other = service.upload("other", b"text").await;
        assert_eq!(problem(other, StatusCode::UNPROCESSABLE_ENTITY).await, "the form has no field `file`");
        for size in [MAX_SIZE + 1, MAX_SIZE + (1 << 20)] {
            let large = service.upload("file", &vec![b'a'; size]).await;
            assert_eq!(problem(large, StatusCode::PAYLOAD_TOO_LARGE).await, "a file has 4096 bytes at most");
        }
        assert_eq!(service.upload("file", &[b'a'; MAX_SIZE]).await.status(), StatusCode::ACCEPTED);
        assert_eq!(json(service.get("/jobs").await).await.as_array().map(Vec::len), Some(2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_taken_is_a_problem() {
    let service = Service::start(TestDatabase::sqlite()).await;
    let s3 = service.submit(&json!({ "source": "s3://a/b" })).await;
    let told = problem(s3, StatusCode::UNPROCESSABLE_ENTITY).await;
    assert_eq!(told, "`source` is of no use; it must be gs://bucket/object");
    problem(service.submit(&json!({ "sauce": "gs://a/b" })).await, StatusCode::UNPROCESSABLE_ENTITY).await;
    let broken = service
        .request(Method::POST, "/files")
        .header("content-type", "application/json")
        .body("{");
    problem(broken.send().await.expect("an answer"), StatusCode::BAD_REQUEST).await;
    let plain = service.request(Method::POST, "/files").body("text").send().await.expect("an answer");
    problem(plain, StatusCode::UNSUPPORTED_MEDIA_TYPE).await;
    assert_eq!(problem(service.get("/jobs/7").await, StatusCode::NOT_FOUND).await, "there is no job 7");
    problem(service.get("/jobs/seven").await, StatusCode::NOT_FOUND).await;
    let told = problem(service.get("/jobs?status=gone").await, StatusCode::BAD_REQUEST).await;
    assert_eq!(
        told,
        "no status is named gone; there are pending, running, done, error, cancelled, poisoned"
    );
    problem(service.get("/jobs?limit=many").await, StatusCode::BAD_REQUEST).await;
    problem(service.get("/nothing").await, StatusCode::NOT_FOUND).await;
    let deleted = service.request(Method::DELETE, "/jobs").send().await.expect("an answer");
    problem(deleted, StatusCode::METHOD_NOT_ALLOWED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_comes_twice_is_one_job() {
    for service in Service::each().await {
        let send = async || {
            let request = service.request(Method::POST, "/files").header("idempotency-key", "one");
            let response = request.json(&json!({ "source": "gs://demo/notes.txt" })).send().await.expect("an answer");
            json(response).await["id"].clone()
        };
        assert_eq!(send().await, send().await, "{}", service.database.name);
        assert_eq!(json(service.get("/jobs").await).await.as_array().map(Vec::len), Some(1));
    }
}
