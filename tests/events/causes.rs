//! The causes of an error in its text: a service error alone helps nobody at night.

use std::error::Error;
use std::fmt;

use retry_runtime::retry;

use crate::common::events::events;

/// The error in the only event of a call that fails with this error.
macro_rules! text_of {
    ($error:ty, $value:expr) => {{
        #[retry(max = 2, non_retryable = [|_: &$error| permanent])]
        async fn fails(permanent: bool) -> Result<(), $error> {
            Err($value)
        }
        let (outcome, lines) = events(fails(true)).await;
        assert!(outcome.is_err());
        let ours: Vec<_> = lines.iter().filter(|line| line.contains(" retry.name=")).collect();
        let [line] = *ours else { panic!("{lines:?}") };
        let (_, text) = line.split_once(" error=").unwrap();
        text.trim_matches('"').to_owned()
    }};
}

#[derive(Debug, thiserror::Error)]
#[error("connection refused (os error 111)")]
struct Refused;

/// Says little, and leaves the rest to its source.
#[derive(Debug, thiserror::Error)]
#[error("error sending request")]
struct Request(#[source] Refused);

#[derive(Debug, thiserror::Error)]
enum Service {
    #[error("service error")]
    Dispatch(#[from] Request),
    #[error("cannot ask: {0}")]
    Named(#[source] Refused),
    #[error(transparent)]
    Transparent(Request),
    #[error("no key=AIzaSyA1234567890abcdefghijklmnopqrstuv")]
    Secret(#[source] Secret),
}

#[derive(Debug, thiserror::Error)]
#[error("401 for https://host/v1?key=AIzaSyB1234567890abcdefghijklmnopqrstuv")]
struct Secret;

#[tokio::test]
async fn every_cause_that_the_text_leaves_out_is_told() {
    let whole = "service error: error sending request: connection refused (os error 111)";
    assert_eq!(text_of!(Service, Service::Dispatch(Request(Refused))), whole);
    assert_eq!(text_of!(Box<dyn Error>, Service::Dispatch(Request(Refused)).into()), whole);
    assert_eq!(text_of!(Box<dyn Error + Send + Sync>, Service::Dispatch(Request(Refused)).into()), whole);
    assert_eq!(text_of!(std::sync::Arc<Service>, Service::Dispatch(Request(Refused)).into()), whole);
    assert_eq!(text_of!(Box<Service>, Service::Dispatch(Request(Refused)).into()), whole);
}

#[tokio::test]
async fn a_cause_that_the_text_names_is_not_told_twice() {
    assert_eq!(
        text_of!(Service, Service::Named(Refused)),
        "cannot ask: connection refused (os error 111)"
    );
    let passed_on = "error sending request: connection refused (os error 111)";
    assert_eq!(text_of!(Service, Service::Transparent(Request(Refused))), passed_on);
}

#[tokio::test]
async fn reports_tell_theirs_once() {
    let whole = "no vector: service error: error sending request: connection refused (os error 111)";
    assert_eq!(
        text_of!(anyhow::Error, anyhow::Error::new(Service::from(Request(Refused))).context("no vector")),
        whole
    );
    assert_eq!(
        text_of!(eyre::Report, eyre::Report::new(Service::from(Request(Refused))).wrap_err("no vector")),
        whole
    );
}

#[tokio::test]
async fn a_secret_in_a_cause_is_a_secret() {
    let text = text_of!(Service, Service::Secret(Secret));
    assert!(
        text.contains("401 for https://host/v1?key=[redacted]") && !text.contains("AIzaSy"),
        "{text}"
    );
}

/// A chain that runs in a circle, each link with another text, and one without an end.
#[tokio::test]
async fn a_chain_without_an_end_is_cut() {
    #[derive(Debug)]
    struct Circle;

    impl fmt::Display for Circle {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            use std::sync::atomic::{AtomicU32, Ordering};
            static NUMBER: AtomicU32 = AtomicU32::new(0);
            write!(f, "link {}", NUMBER.fetch_add(1, Ordering::Relaxed))
        }
    }

    impl Error for Circle {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&Circle)
        }
    }

    let text = text_of!(Circle, Circle);
    assert_eq!(text.matches("link").count(), 1 + 16, "{text}");
}

/// What a hook is told is the same.
#[tokio::test(start_paused = true)]
async fn a_hook_is_told_the_causes_too() {
    #[retry(max = 2, retryable = [Service::Dispatch], on_retry = |retry| *told = retry.error_text())]
    async fn load(told: &mut String) -> Result<(), Service> {
        Err(Request(Refused).into())
    }
    let mut told = String::new();
    assert!(load(&mut told).await.is_err());
    assert_eq!(told, "service error: error sending request: connection refused (os error 111)");
}

/// An address of this machine at which nobody listens.
fn refused() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}/?key=AIzaSyC1234567890abcdefghijklmnopqrstuv", listener.local_addr().unwrap())
}

/// What an HTTP client says of itself is "error sending request for url"; why, only its sources say.
#[tokio::test]
async fn a_refused_connection_is_in_the_text_of_reqwests_error() {
    let text = text_of!(reqwest::Error, reqwest::get(refused()).await.unwrap_err());
    assert!(text.contains("error sending request") && text.contains("onnection refused"), "{text}");
    assert!(text.contains("key=[redacted]") && !text.contains("AIza"), "{text}");
}
