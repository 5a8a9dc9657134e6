//! A service's retried functions: one for each thing that the page can show. They ask nobody; each knows how it ends.

use std::time::Duration;

use retry_runtime::{CircuitBreaker, CircuitOpen, RetryBudget, retry};
use thiserror::Error;

/// Opens when Gemini itself fails.
pub static GEMINI: CircuitBreaker = CircuitBreaker::new("gemini");

/// Opens when the key is refused: asking again with the same key cannot help, whoever asks.
pub static GEMINI_KEY: CircuitBreaker =
    CircuitBreaker::new("gemini.key").consecutive(3).open_for(Duration::from_secs(20));

/// Bounds the retries of all that calls Gemini: a tenth of the default, so that it is seen to get empty.
pub static GEMINI_BUDGET: RetryBudget = RetryBudget::new().capacity(50).cost(1).throttling_cost(1).named("gemini");

/// Why a call of Gemini failed.
#[derive(Debug, Error)]
pub enum GeminiError {
    /// The key was revoked.
    #[error("403 PERMISSION_DENIED: the API key was revoked")]
    InvalidKey,
    /// Too much to do.
    #[error("503 UNAVAILABLE: \"The model is overloaded\"")]
    Busy,
    /// What an HTTP client says, with the URL and thus the key in it. The page must not show it.
    #[error("POST https://gemini.test/v1/audio?key=AIzaSyExample&alt=json: <html>502 Bad Gateway</html>")]
    Gateway,
    /// Not asked: a breaker is open.
    #[error(transparent)]
    Open(#[from] CircuitOpen),
}

retry_runtime::policy! {
    /// Every call that a person waits for.
    pub static INTERACTIVE: GeminiError = (
        max = 4,
        backoff = "exp(100ms)",
        within = "2s",
        retryable = [GeminiError::Busy, GeminiError::Gateway],
        non_retryable = [GeminiError::InvalidKey, GeminiError::Open],
    );
}

/// Succeeds at once.
///
/// # Errors
/// None.
#[retry(
    max = 3,
    backoff = "exp(1s)",
    non_retryable = [GeminiError::InvalidKey],
    breaker(GEMINI),
    budget = GEMINI_BUDGET,
    name = "gemini.embed",
)]
pub async fn embed(text: &str) -> Result<usize, GeminiError> {
    Ok(text.len())
}

/// Succeeds when it is asked again.
///
/// # Errors
/// None.
#[retry(policy = INTERACTIVE, attempt = attempt, name = "gemini.caption")]
pub async fn caption() -> Result<&'static str, GeminiError> {
    if attempt.number() == 1 { Err(GeminiError::Busy) } else { Ok("A cat.") }
}

/// Tightens the policy that it shares, and succeeds with its last attempt or not at all.
///
/// # Errors
/// `Busy`, for odd requests.
#[retry(policy = INTERACTIVE, max = 2, attempt = attempt, name = "gemini.suggest")]
pub async fn suggest(request: u64) -> Result<&'static str, GeminiError> {
    if attempt.is_last() && request % 2 == 0 {
        Ok("A cat?")
    } else {
        Err(GeminiError::Busy)
    }
}

/// Fails until its attempts are spent.
///
/// # Errors
/// Always `Gateway`.
#[retry(
    max = 3,
    backoff = "fixed(50ms)",
    retryable = [GeminiError::Gateway],
    budget = GEMINI_BUDGET,
    name = "gemini.transcribe",
)]
pub async fn transcribe() -> Result<String, GeminiError> {
    Err(GeminiError::Gateway)
}

/// Retries what is retried already: two attempts of three are six.
///
/// # Errors
/// Always `Gateway`.
#[retry(max = 2, backoff = none, retryable = [GeminiError::Gateway], name = "gemini.summarise")]
pub async fn summarise() -> Result<String, GeminiError> {
    transcribe().await
}

/// Is refused for its key. After three of these the breaker refuses the calls itself.
///
/// # Errors
/// Always: `InvalidKey` or `Open`.
#[retry(
    policy = INTERACTIVE,
    breaker(GEMINI_KEY, trips_on = [GeminiError::InvalidKey]),
    name = "gemini.translate",
)]
pub async fn translate() -> Result<String, GeminiError> {
    Err(GeminiError::InvalidKey)
}

/// The status of an answer that is none.
#[derive(Debug, Error)]
#[error("storage answered {0}")]
pub struct Status(pub u16);

/// Is never called, and is listed all the same.
///
/// # Errors
/// None.
#[retry(
    max = 6,
    backoff = "exp(1s, max = 30s)",
    retryable = [|status| status.0 >= 500 && status.0 < 600],
    name = "storage.purge",
)]
pub async fn purge() -> Result<(), Status> {
    Ok(())
}
