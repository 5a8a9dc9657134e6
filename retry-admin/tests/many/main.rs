//! A service with five hundred retried functions: the page must stay one that can be read.

#[path = "../common/http.rs"]
mod http;
#[path = "../common/server.rs"]
mod server;

use std::time::Instant;

use axum::Router;
use retry_runtime::{CircuitBreaker, CircuitOpen, RetryBudget, retry, sites};

static BREAKER: CircuitBreaker = CircuitBreaker::new("storage");
static BUDGET: RetryBudget = RetryBudget::new().capacity(1_000_000).named("storage");

#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("503 SERVICE UNAVAILABLE: the storage of this region is overloaded, try again in a few seconds")]
    Busy,
    #[error("404 NOT FOUND")]
    Missing,
    #[error(transparent)]
    Open(#[from] CircuitOpen),
}

macro_rules! functions {
    ($($name:ident)*) => {
        $(
            #[retry(
                max = 3,
                backoff = none,
                retryable = [Error::Busy],
                non_retryable = [Error::Missing, Error::Open],
                breaker(BREAKER, trips_on = [Error::Missing]),
                budget = BUDGET,
            )]
            async fn $name(number: usize) -> Result<(), Error> {
                match number {
                    49 => Err(Error::Missing),
                    _ if number % 2 == 0 => Err(Error::Busy),
                    _ => Ok(()),
                }
            }
        )*

        pub async fn all(number: usize) {
            let _answers = ($($name(number).await,)*);
        }
    };
}

macro_rules! modules {
    ($($name:ident)*) => {
        $(
            mod $name {
                use super::{BREAKER, BUDGET, Error, retry};
                functions!(load save list copy send read scan move_ link drop_);
            }
        )*

        /// Calls each of them once; those of every other module fail.
        async fn round() {
            let mut number = 0;
            $(
                $name::all(number).await;
                number += 1;
            )*
            assert_eq!(number, 50);
        }
    };
}

modules!(
    m00 m01 m02 m03 m04 m05 m06 m07 m08 m09 m10 m11 m12 m13 m14 m15 m16 m17 m18 m19 m20 m21 m22 m23 m24
    m25 m26 m27 m28 m29 m30 m31 m32 m33 m34 m35 m36 m37 m38 m39 m40 m41 m42 m43 m44 m45 m46 m47 m48 m49
);

/// A page, how long it is, and how long it took; the time is printed, for a person to look at.
async fn measured(url: &str) -> (String, usize) {
    let start = Instant::now();
    let html = http::get(url).await.text().await.expect("text");
    println!("{url}: {} bytes in {:?}", html.len(), start.elapsed());
    let bytes = html.len();
    (html, bytes)
}

#[tokio::test]
async fn a_hundred_are_shown_and_all_are_a_link_away() {
    round().await;
    assert_eq!(sites().len(), 500);
    let url = server::start(Router::from(retry_admin::router().with_actions())).await;

    let (html, bytes) = measured(&url).await;
    assert_eq!(html.matches("data-function=").count(), 100);
    assert_eq!(html.matches("class=\"failing\"").count(), 100, "what fails comes first");
    assert!(html.contains("The first 100 of 500 functions. <a href=\"?all\">Show all</a>"), "{html}");
    assert!(
        html.contains(" and <a href=\"?q=storage\">495 more</a>"),
        "a breaker does not list all of them: {html}"
    );
    assert!(bytes < 200_000, "{bytes} bytes, every five seconds");

    let (html, bytes) = measured(&format!("{url}/?all&sort=name")).await;
    assert_eq!(html.matches("data-function=").count(), 500);
    assert!(html.contains("<p>500 functions</p>"), "{html}");
    assert!(bytes < 800_000, "{bytes} bytes");

    let (html, _) = measured(&format!("{url}/?q=m17")).await;
    assert_eq!(html.matches("data-function=").count(), 10);
    assert!(html.contains("10 of 500 functions with “m17”. <a href=\"?\">Show all</a>"), "{html}");

    let (json, bytes) = measured(&format!("{url}/retries.json")).await;
    let retries: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(retries["functions"].as_array().map(Vec::len), Some(500));
    assert!(bytes < 800_000, "{bytes} bytes");
}
