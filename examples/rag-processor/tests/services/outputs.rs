//! What the services make of an answer.

use rag_processor::jobs::Status;
use rag_processor::server::Faults;
use rag_processor::services::{Audio, Document, Embedding, Image, Service, Transcription, Video};
use serde_json::{Value, json};

use crate::bench::{Bench, FILE, PIXEL, VIDEO};

async fn output<S: Service>(bench: &Bench, service: S, source: &str) -> Value {
    let (row, _) = bench.run(service, source, Faults::First(&[])).await;
    assert_eq!((row.service.as_str(), row.status, &row.last_error), (S::NAME, Status::Done, &None));
    serde_json::from_str(&row.output.expect("an output")).expect("JSON")
}

#[tokio::test]
async fn each_service_makes_its_own_of_an_answer() {
    let bench = &Bench::new().await;
    let gemini = || bench.gemini.clone();
    let scenes = ["00:00 A title card.", "00:07 A rocket leaves the pad."];
    assert_eq!(output(bench, Video::new(gemini()), VIDEO).await, json!({ "passages": scenes }));
    let summary = ["A conversation of two engineers.", "They agree on a limit of three attempts."];
    assert_eq!(output(bench, Audio::new(gemini()), FILE).await, json!({ "passages": summary }));
    let turns = ["Ada: Is it safe to try again?", "Grace: Once it is classified."];
    assert_eq!(output(bench, Transcription::new(gemini()), FILE).await, json!({ "passages": turns }));
    let caption = output(bench, Image::new(gemini()), PIXEL).await;
    assert_eq!(caption, json!({ "passages": ["A bar chart of requests by attempt."] }));
    let facts = ["Retries: Every retry has a limit.", "Retries: An invalid key is not retried."];
    assert_eq!(output(bench, Document::new(gemini()), "A text.").await, json!({ "passages": facts }));
    let vector = output(bench, Embedding::new(gemini()), "A text.").await;
    assert_eq!(vector["vector"].as_array().map(Vec::len), Some(768));
}
