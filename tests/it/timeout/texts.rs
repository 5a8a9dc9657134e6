//! What the errors of the limits read like in a log.

use std::error::Error as _;
use std::future::pending;
use std::time::Duration;

use retry_runtime::{CircuitBreaker, retry};
use tokio::time::sleep;

use crate::common::limited::Error;

/// What `Display` and anyhow's chain say of an error; they are the same where there is no source.
fn text(error: impl Into<anyhow::Error>) -> String {
    let error = error.into();
    assert_eq!(error.to_string(), format!("{error:#}"));
    error.to_string()
}

/// Proves the text of an attempt timeout.
macro_rules! timeouts {
    ($($name:ident: [$($keys:tt)+] => $text:literal;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(max = 2, backoff = fixed(1ms), retryable = [Error::Busy], $($keys)+)]
            async fn load() -> Result<usize, Error> {
                pending().await
            }
            let Err(Error::Timeout(timeout)) = load().await else { panic!() };
            assert_eq!(text(timeout), $text);
            assert!(timeout.source().is_none());
        }
    )*};
}

timeouts! {
    seconds: [attempt_timeout = "5s"] => "attempt timed out after 5s";
    half_seconds: [attempt_timeout = 1.5s] => "attempt timed out after 1.5s";
    milliseconds: [attempt_timeout = 250ms] => "attempt timed out after 250ms";
    minutes: [attempt_timeout = "2min"] => "attempt timed out after 120s";
    what_was_left: [attempt_timeout = 5s, within = 2s] => "attempt timed out after 2s";
}

#[tokio::test(start_paused = true)]
async fn an_open_breaker_says_its_name_and_for_how_long() {
    #[retry(max = 2, backoff = none, non_retryable = [Error::Gone], breaker(breaker))]
    async fn load(breaker: &CircuitBreaker) -> Result<usize, Error> {
        Err(Error::Busy(1))
    }
    let breaker = CircuitBreaker::new("gemini").consecutive(2).open_for(Duration::from_secs(90));
    assert_eq!(load(&breaker).await, Err(Error::Busy(1)));
    let mut texts = Vec::new();
    for millis in [0, 85_000, 4_900, 60] {
        sleep(Duration::from_millis(millis)).await;
        texts.push(text(load(&breaker).await.unwrap_err()));
    }
    breaker.force_open();
    texts.push(text(load(&breaker).await.unwrap_err()));
    let expected = [
        "circuit breaker `gemini` is open for another 90.0s",
        "circuit breaker `gemini` is open for another 5.0s",
        "circuit breaker `gemini` is open for another 100.0ms",
        "circuit breaker `gemini` is open for another 40.0ms",
        "circuit breaker `gemini` is open until it is reset",
    ];
    assert_eq!(texts, expected);
}
