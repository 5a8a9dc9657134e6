//! What the API shows, and that it is as it describes itself.

use rag_processor::api::OPENAPI;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::database::TestDatabase;
use crate::service::{Service, json, problem};

#[tokio::test(flavor = "multi_thread")]
async fn the_description_has_the_fields_that_there_are() {
    let service = Service::start(TestDatabase::sqlite()).await;
    let job = json(service.submit(&json!({ "source": "gs://demo/notes.txt" })).await).await;
    let description: Value = serde_json::from_str(OPENAPI).expect("JSON");
    let schema = &description["components"]["schemas"]["Job"];
    let keys = |value: &Value| -> Vec<String> { value.as_object().expect("fields").keys().cloned().collect() };
    assert_eq!(keys(&job), keys(&schema["properties"]));
    assert_eq!(keys(&job["attempts"]), keys(&schema["properties"]["attempts"]["properties"]));
    let mut required: Vec<_> = schema["required"].as_array().expect("names").iter().filter_map(Value::as_str).collect();
    required.sort_unstable();
    assert_eq!(keys(&job), required);
    assert_eq!(service.get("/openapi.json").await.text().await.expect("a text"), OPENAPI);
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_count_what_is_retried_and_what_is_in_the_table() {
    let service = Service::start(TestDatabase::sqlite()).await;
    service.submit(&json!({ "source": "gs://demo/notes.txt" })).await;
    let response = service.get("/metrics").await;
    assert_eq!(response.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    let text = response.text().await.expect("a text");
    assert!(text.contains("\nrag_jobs{status=\"pending\"} 1\n"), "{text}");
    assert!(text.contains("retry_calls_total{name=\"jobs.insert\",outcome=\"succeeded\""), "{text}");
    let page = service.get("/retries").await.text().await.expect("a page");
    assert!(page.contains("pipeline.embed") && page.contains("jobs.claim"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_gone_is_a_problem_that_tells_nothing() {
    let service = Service::start(TestDatabase::sqlite()).await;
    service.database.run("ALTER TABLE jobs RENAME TO gone").await;
    let told = problem(service.get("/jobs").await, StatusCode::SERVICE_UNAVAILABLE).await;
    assert_eq!(told, "the job table cannot be reached; try again later");
    service.database.run("ALTER TABLE workers RENAME TO away").await;
    let response = service.get("/health").await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(json(response).await, json!({ "status": "down", "database": "no answer" }));
}
