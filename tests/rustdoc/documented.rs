//! Functions with documentation, for `tests/rustdoc.rs` to look at what rustdoc makes of it.

#![expect(clippy::missing_errors_doc, reason = "the paragraph comes last")]

use std::time::Duration;

use retry_runtime::{AttemptTimeout, CircuitBreaker, CircuitOpen, RetryBudget, policy, retry};

/// The error of all of them.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Worth another attempt.
    #[error("busy")]
    Busy,
    /// Worth another attempt, later.
    #[error("limited")]
    Limited,
    /// Hopeless.
    #[error("status {status}")]
    Http {
        /// As the server says.
        status: u16,
    },
    /// Out of time.
    #[error(transparent)]
    Timeout(#[from] AttemptTimeout),
    /// Not asked.
    #[error(transparent)]
    Open(#[from] CircuitOpen),
}

static BREAKER: CircuitBreaker = CircuitBreaker::new("service");
static BUDGET: RetryBudget = RetryBudget::new();

policy! {
    /// For every call.
    pub static POLICY: Error = (max = 3, backoff = "exp(1s)", within = "1min", non_retryable = [Error::Http { status: 400..=499 }]);
}

/// Loads.
#[retry(max = 3, backoff = "exp(1s)", non_retryable = [Error::Http { status: 400..=499 }, |error| matches!(error, Error::Open(_))])]
pub async fn plain() -> Result<(), Error> {
    Err(Error::Busy)
}

/// Loads under load.
///
/// More about it.
#[retry(
    max = 9, backoff = "exp(100ms, max = 2s)", on(Error::Limited, max = 2, backoff = "fixed(30s)"),
    hint(|_| None::<Duration>, cap = 10s), retryable = [Error::Busy, Error::Timeout], non_retryable = [Error::Http, Error::Open],
    within = "5min", attempt_timeout = "5s", breaker(BREAKER), budget = BUDGET, cancel = std::future::pending::<()>(),
)]
pub async fn limited() -> Result<(), Error> {
    Err(Error::Limited)
}

/// Loads by a policy.
#[retry(policy = POLICY, max = 2)]
pub async fn shared() -> Result<(), Error> {
    Err(Error::Busy)
}

#[expect(missing_docs, reason = "what it gets is what is tested")]
#[retry(max = 3, retryable = [Error::Busy])]
pub async fn silent() -> Result<(), Error> {
    Err(Error::Busy)
}

fn main() {}
