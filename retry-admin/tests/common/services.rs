//! Retried functions: one for each thing that the pages can show. They ask nobody; each knows how it ends.

#![allow(dead_code, reason = "not every test calls all of them")]

use std::time::Duration;

use retry_runtime::{CircuitBreaker, CircuitOpen, RetryBudget, retry};
use thiserror::Error;

pub static GEMINI: CircuitBreaker = CircuitBreaker::new("gemini");
pub static KEY: CircuitBreaker = CircuitBreaker::new("gemini.key").consecutive(3).open_for(Duration::from_secs(20));
pub static BUDGET: RetryBudget = RetryBudget::new().named("gemini");

#[derive(Debug, Error)]
pub enum Error {
    #[error("403 PERMISSION_DENIED: the API key was revoked")]
    InvalidKey,
    #[error("503 UNAVAILABLE: \"The model is overloaded\"")]
    Busy,
    #[error("POST https://gemini.test/v1/audio?key=AIzaSyExample&alt=json: <html>502 Bad Gateway</html>")]
    Gateway,
    #[error(transparent)]
    Open(#[from] CircuitOpen),
}

retry_runtime::policy! {
    pub static INTERACTIVE: Error = (
        max = 4,
        backoff = "exp(10ms)",
        within = "2s",
        retryable = [Error::Busy, Error::Gateway],
        non_retryable = [Error::InvalidKey, Error::Open],
    );
}

#[retry(
    max = 3,
    backoff = "exp(1s, jitter = full)",
    non_retryable = [Error::InvalidKey],
    attempt_timeout(30s, error = |_| Error::Busy),
    breaker(GEMINI),
    budget = BUDGET,
    name = "gemini.embed",
)]
pub async fn embed(text: &str) -> Result<usize, Error> {
    Ok(text.len())
}

#[retry(policy = INTERACTIVE, attempt = attempt, name = "gemini.caption")]
pub async fn caption() -> Result<&'static str, Error> {
    if attempt.number() == 1 { Err(Error::Busy) } else { Ok("A cat.") }
}

#[retry(policy = INTERACTIVE, max = 2, attempt = attempt, name = "gemini.suggest")]
pub async fn suggest(request: u64) -> Result<&'static str, Error> {
    if attempt.is_last() && request % 2 == 0 {
        Ok("A cat?")
    } else {
        Err(Error::Busy)
    }
}

#[retry(max = 3, backoff = "fixed(5ms)", retryable = [Error::Gateway], budget = BUDGET, name = "gemini.transcribe")]
pub async fn transcribe() -> Result<String, Error> {
    Err(Error::Gateway)
}

#[retry(policy = INTERACTIVE, breaker(KEY, trips_on = [Error::InvalidKey]), name = "gemini.translate")]
pub async fn translate() -> Result<String, Error> {
    Err(Error::InvalidKey)
}

#[derive(Debug, Error)]
#[error("storage answered {0}")]
pub struct Status(pub u16);

/// Is never called.
#[retry(
    max = 6,
    backoff = "exp(1s, max = 30s)",
    retryable = [|status| status.0 >= 500 && status.0 < 600],
    on(|status| status.0 == 429, max = 2, backoff = "fixed(1min)"),
    name = "storage.purge",
)]
pub async fn purge() -> Result<(), Status> {
    Ok(())
}

/// Calls each of them once, but for the one that nobody calls.
pub async fn round(number: u64) {
    let _answers = tokio::join!(embed("A cat."), caption(), suggest(number), transcribe(), translate());
}
