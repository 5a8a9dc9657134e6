//! What the API shows of a job that failed for its key, and of one whose URL holds a secret: everything but those.

use std::net::Ipv4Addr;

use rag_processor::api::{self, Api, Metrics};
use rag_processor::jobs::Status;
use tokio::net::TcpListener;

use crate::rig::Rig;

/// Of no shape that the redactor knows: it has to be told nowhere.
const WRONG_KEY: &str = "wrong-swordfish-of-nobody";

/// Every page that the API has.
async fn pages(rig: &Rig) -> Vec<(&'static str, String)> {
    let metrics = Metrics::install().expect("metrics");
    let api = Api { jobs: rig.jobs.clone(), token: None, max_size: 4096, metrics };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let serving = tokio::spawn(async move { axum::serve(listener, api::router(api)).await });
    let client = rag_processor::http::client().expect("a client");
    let mut pages = Vec::new();
    for path in ["/jobs", "/jobs?status=error", "/health", "/metrics", "/retries", "/retries/retries.json"] {
        let response = client.get(format!("{url}{path}")).send().await.expect("an answer");
        assert!(response.status().is_success(), "{path}: {}", response.status());
        pages.push((path, response.text().await.expect("a text")));
    }
    serving.abort();
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_and_no_metric_tells_a_key() {
    for mut rig in Rig::each().await {
        let job = rig.submit("gs://demo/pixel.png").await;
        rig.start_workers(1, WRONG_KEY);
        let row = rig.ended(&job).await;
        assert_eq!(row.status, Status::Error);
        assert!(!format!("{row:?}").contains(WRONG_KEY), "{row:?}");
        let pages = pages(&rig).await;
        for (path, text) in &pages {
            for secret in [WRONG_KEY, "ya29.", "PRIVATE KEY"] {
                assert!(!text.contains(secret), "{}: {path} tells `{secret}`", rig.name);
            }
        }
        // They do tell of that job: what is kept secret is the key, and not that it was refused.
        let told = |path: &str, what: &str| pages.iter().any(|(of, text)| *of == path && text.contains(what));
        assert!(told("/jobs?status=error", "API_KEY_INVALID"), "{}", rig.name);
        assert!(
            told("/retries", "pipeline.describe") && told("/retries/retries.json", "API_KEY_INVALID"),
            "{}",
            rig.name
        );
    }
}
