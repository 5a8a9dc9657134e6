//! A line of the log tells whose it is.
//!
//! This test has a binary of its own: what nobody listens to at first, tracing may leave out later, too.

mod common;

use rag_processor::gemini::{ApiKey, Gemini, Limits};
use rag_processor::jobs::Jobs;
use rag_processor::server::{Fault, Faults, GoogleServer};
use rag_processor::services::{self, Audio, Embedding, Service};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::filter::LevelFilter;

use crate::common::Log;

const KEY: &str = "hunter2-hunter2";

/// Runs an audio job, which recovers, and an embedding job, which is given up, at the same time.
async fn run_two_jobs() {
    let server = GoogleServer::start(KEY).await.expect("a server");
    let gemini = Gemini::new(&server.url(), ApiKey::new(KEY), Limits::default()).expect("a client");
    let directory = tempfile::tempdir().expect("a directory");
    let jobs = Jobs::open(&directory.path().join("jobs.db"), CancellationToken::new())
        .await
        .expect("a table");
    let audio = jobs.create(Audio::NAME, "https://files/1").await.expect("a job");
    let embedding = jobs.create(Embedding::NAME, "text").await.expect("a job");
    server.plan(audio.id, Faults::First(&[Fault::Unavailable]));
    server.plan(embedding.id, Faults::Always(Fault::Unavailable));
    let (of_audio, of_embedding) = (Audio::new(gemini.clone()), Embedding::new(gemini));
    let ended = tokio::try_join!(services::run(&of_audio, &audio), services::run(&of_embedding, &embedding));
    ended.expect("the table works");
}

/// The events of the target `retry`, without what lets no event of that level through.
async fn events(level: LevelFilter) -> Vec<Value> {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().json().with_max_level(level).with_writer(log.clone());
    {
        let _listening = tracing::subscriber::set_default(subscriber.finish());
        run_two_jobs().await;
    }
    let log = log.text();
    let events = log.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let retries = events.filter(|event| event["target"].as_str().is_some_and(|target| target.starts_with("retry")));
    retries.collect()
}

#[tokio::test]
async fn every_event_of_a_retry_names_its_job_and_its_service() {
    for (level, count) in [(LevelFilter::INFO, 5), (LevelFilter::WARN, 4), (LevelFilter::ERROR, 1)] {
        let events = events(level).await;
        assert_eq!(events.len(), count, "{events:#?}");
        for event in events {
            let name = event["fields"]["retry.name"].as_str().expect("a name");
            let (id, service) = if name.contains("audio") { ("1", "audio") } else { ("2", "embedding") };
            let span = json!({ "name": "job", "id": id, "service": service, "table": "jobs.db" });
            assert_eq!(event["spans"], json!([span]), "{event:#}");
        }
    }
}
