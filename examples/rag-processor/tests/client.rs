//! The client against the server: each fault has its error, and no error tells the key.

use std::error::Error;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::response::Redirect;
use axum::routing::post;
use rag_processor::gemini::wire::{EmbedRequest, EmbedResponse, GenerateRequest, Part};
use rag_processor::gemini::{ApiKey, Gemini, GeminiError, Limits, QuotaError, SetupError, Upload};
use rag_processor::jobs::JobId;
use rag_processor::server::{Call, Fault, Faults, Files, GoogleServer};
use tokio::net::TcpListener;

const KEY: &str = "hunter2-hunter2";

fn client(url: &str, key: &str) -> Gemini {
    Gemini::new(url, ApiKey::new(key), Limits::default()).expect("a client")
}

fn job(number: u32) -> JobId {
    number.to_string().parse().expect("a job")
}

async fn embed(client: &Gemini, job: JobId) -> Result<EmbedResponse, GeminiError> {
    client.embed(job, "gemini-embedding-001", &EmbedRequest::document("text", 8)).await
}

/// Everything that an error tells: its `Debug`, and its `Display` with all causes.
fn told(error: impl Error + Send + Sync + 'static) -> String {
    let debug = format!("{error:?}");
    format!("{debug} {:#}", anyhow::Error::new(error))
}

async fn error_of(fault: Fault) -> (GoogleServer, GeminiError) {
    let server = GoogleServer::start(KEY).await.expect("a server");
    server.plan(job(1), Faults::Always(fault));
    let error = embed(&client(&server.url(), KEY), job(1)).await.expect_err("a fault");
    assert_eq!(server.requests(job(1)).len(), 1, "{fault:?}");
    (server, error)
}

#[tokio::test]
async fn each_fault_has_its_error() {
    let is = |fault, error: &GeminiError| match fault {
        Fault::InvalidKey => matches!(error, GeminiError::InvalidKey(auth) if auth.reason == "API_KEY_INVALID"),
        Fault::InvalidRequest => matches!(error, GeminiError::InvalidRequest(_)),
        Fault::Throttled(wait) => {
            let asked = wait.map(|_| Duration::new(45, 837_906_927));
            matches!(error, GeminiError::Quota(QuotaError::Throttled { retry_delay }) if *retry_delay == asked)
        }
        Fault::DailyQuota => {
            let daily = "GenerateRequestsPerDayPerProjectPerModel-FreeTier";
            matches!(error, GeminiError::Quota(QuotaError::Daily { quota }) if quota == daily)
        }
        Fault::Unavailable => matches!(error, GeminiError::Unavailable),
        Fault::Internal => matches!(error, GeminiError::Internal),
        Fault::Malformed => matches!(error, GeminiError::Malformed(_)),
        Fault::Hung => false,
        Fault::Dropped | Fault::Truncated => {
            matches!(error, GeminiError::Transport(error) if !error.is_timeout() && !error.is_connect())
        }
    };
    // The client itself waits for ever: the time of an attempt is the services' to say.
    for fault in Fault::ALL.into_iter().filter(|fault| *fault != Fault::Hung) {
        let (server, error) = error_of(fault).await;
        assert!(is(fault, &error), "{fault:?} gave {error:?}");
        let text = told(error);
        assert!(!text.contains(KEY) && !text.contains(&server.url()), "{text}");
    }
}

#[tokio::test]
async fn another_key_is_refused_as_gemini_does() {
    let server = GoogleServer::start(KEY).await.expect("a server");
    let error = embed(&client(&server.url(), "another"), job(1)).await.expect_err("refused");
    assert!(matches!(error, GeminiError::InvalidKey(_)), "{error:?}");
}

#[tokio::test]
async fn a_key_that_no_header_can_hold_is_refused_without_showing_it() {
    let error = Gemini::new("http://127.0.0.1", ApiKey::new("hunter2\n"), Limits::default()).expect_err("refused");
    assert!(matches!(error, SetupError::Key(_)));
    assert!(!told(error).contains("hunter2"));
    assert!(!format!("{:?}", client("http://127.0.0.1", KEY)).contains(KEY));
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_transport_error() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let error = embed(&client(&url, KEY), job(1)).await.expect_err("nobody there");
    assert!(matches!(&error, GeminiError::Transport(error) if error.is_connect()), "{error:?}");
}

#[tokio::test]
async fn a_url_that_is_none_is_permanent() {
    let error = embed(&client("not a url", KEY), job(1)).await.expect_err("no url");
    assert!(matches!(error, GeminiError::InvalidRequest(_)), "{error:?}");
}

#[tokio::test]
async fn a_redirect_does_not_carry_the_key_away() {
    let elsewhere = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&elsewhere);
    let router = Router::new()
        .route("/v1beta/models/{call}", post(|| async { Redirect::temporary("/elsewhere") }))
        .route("/elsewhere", post(async move || count.fetch_add(1, Ordering::SeqCst).to_string()));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async { axum::serve(listener, router).await });

    let error = embed(&client(&url, KEY), job(1)).await.expect_err("a redirect");
    assert!(matches!(error, GeminiError::InvalidRequest(_)), "{error:?}");
    assert_eq!(elsewhere.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn requests_are_counted_by_job() {
    let server = GoogleServer::start(KEY).await.expect("a server");
    let client = client(&server.url(), KEY);
    let request = GenerateRequest::new(vec![Part::Text("Hello".to_owned())]);
    for (number, requests) in [(1, 2), (2, 1)] {
        for _ in 0..requests {
            client.generate(job(number), "gemini-2.5-flash", &request).await.expect("an answer");
        }
    }
    let stray = rag_processor::http::client().expect("a client");
    stray
        .post(format!("{}/v1beta/models/m:embedContent", server.url()))
        .send()
        .await
        .expect("an answer");
    stray.get(server.url()).send().await.expect("an answer");

    assert_eq!([1, 2, 3].map(|number| server.requests(job(number)).len()), [2, 1, 0]);
    assert_eq!(server.strays().len(), 2);
}

#[tokio::test]
async fn an_upload_is_begun_finished_and_deleted() {
    let server = GoogleServer::start(KEY).await.expect("a server");
    let client = client(&server.url(), KEY);
    let (file, other) = (Upload::new(job(1), 1), Upload::new(job(1), 2));
    let uri = client.upload(&file, "video/mp4", b"bytes".to_vec()).await.expect("a file");
    assert_eq!(uri, "https://generativelanguage.googleapis.com/v1beta/files/job-1-1");
    assert_eq!(server.files(job(1)), Files { partial: 0, whole: 1 });

    server.plan_call(job(1), Call::FinishUpload, Faults::Always(Fault::Unavailable));
    client.upload(&other, "video/mp4", b"bytes".to_vec()).await.expect_err("unavailable");
    assert_eq!(server.files(job(1)), Files { partial: 1, whole: 1 });
    // The last one is not there, which is as good.
    for file in [&file, &other, &other] {
        client.delete_upload(file).await;
    }
    assert_eq!(server.files(job(1)), Files::default());
    // Files are counted apart from what a model is asked.
    assert_eq!((server.file_requests(job(1)).len(), server.requests(job(1)).len()), (2 + 2 + 3, 0));
}

#[tokio::test]
async fn throttling_asks_for_its_wait_in_the_body_only() {
    let server = GoogleServer::start(KEY).await.expect("a server");
    server.plan(job(1), Faults::Always(Fault::Throttled(Some("45.837906927s"))));
    let request = rag_processor::http::client().expect("a client");
    let request = request.post(format!("{}/v1beta/models/m:embedContent", server.url()));
    let response = request
        .header("x-goog-api-key", KEY)
        .header("x-job-id", "1")
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.status(), 429);
    assert_eq!(response.headers().get("retry-after"), None);
    assert!(response.text().await.expect("a body").contains(r#""retryDelay":"45.837906927s""#));
}
