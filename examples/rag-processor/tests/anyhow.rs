//! The same client under a function that fails with `anyhow::Error` and names the errors it must not be retried for:
//! the form for a function that has no policy and no error type of its own.

use anyhow::Context;
use rag_processor::gemini::wire::{EmbedRequest, Embedding};
use rag_processor::gemini::{ApiKey, AuthError, Gemini, InvalidRequest, Limits};
use rag_processor::jobs::JobId;
use rag_processor::server::{Fault, Faults, GoogleServer};
use retry_runtime::retry;

const KEY: &str = "hunter2-hunter2";

// The two types are looked for in the whole chain of the error, below its contexts.
#[retry(max = 3, backoff = "exp(10ms)", non_retryable = [AuthError, InvalidRequest])]
async fn embed(gemini: &Gemini, job: JobId) -> anyhow::Result<Embedding> {
    let request = EmbedRequest::document("text", 8);
    let response = gemini.embed(job, "gemini-embedding-001", &request).await.context("no vector")?;
    Ok(response.embedding)
}

/// How a call ended whose requests met these faults, and how many there were.
async fn embed_with(faults: Faults) -> (Result<Embedding, String>, usize) {
    let server = GoogleServer::start(KEY).await.expect("a server");
    let gemini = Gemini::new(&server.url(), ApiKey::new(KEY), Limits::default()).expect("a client");
    let job = "1".parse().expect("a job");
    server.plan(job, faults);
    let outcome = embed(&gemini, job).await.map_err(|error| format!("{error:#}"));
    (outcome, server.requests(job).len())
}

#[tokio::test]
async fn an_error_that_must_not_be_retried_is_found_below_its_context() {
    let (outcome, requests) = embed_with(Faults::Always(Fault::InvalidKey)).await;
    let error = outcome.expect_err("an invalid key");
    assert_eq!(error, "no vector: Gemini refused the API key: API_KEY_INVALID");
    assert_eq!(requests, 1);
    let (outcome, requests) = embed_with(Faults::Always(Fault::InvalidRequest)).await;
    assert!(outcome.is_err() && requests == 1, "{requests}");
}

#[tokio::test]
async fn every_other_error_is_retried_up_to_the_limit() {
    let (outcome, requests) = embed_with(Faults::First(&[Fault::Unavailable, Fault::Malformed])).await;
    assert_eq!((outcome.expect("a vector").values.len(), requests), (8, 3));
    let (outcome, requests) = embed_with(Faults::Always(Fault::Internal)).await;
    assert_eq!(
        (outcome.expect_err("three failures").as_str(), requests),
        ("no vector: Gemini had an internal error", 3)
    );
}
