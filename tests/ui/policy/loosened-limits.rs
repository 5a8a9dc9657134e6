use std::time::Duration;

use retry_runtime::{AttemptTimeout, RetryBudget, policy, retry};

static BUDGET: RetryBudget = RetryBudget::new();

enum GeminiError {
    InvalidKey,
    Busy,
    Late,
}

impl From<AttemptTimeout> for GeminiError {
    fn from(_: AttemptTimeout) -> Self {
        Self::Late
    }
}

impl GeminiError {
    fn retry_delay(&self) -> Option<Duration> {
        None
    }
}

policy! {
    static GEMINI: GeminiError =
        (max = 3, attempt_timeout = "10s", budget = BUDGET, non_retryable = [GeminiError::InvalidKey]);
    static STANDARD = (max = 3, backoff = "exp(200ms)");
}

#[retry(policy = GEMINI, attempt_timeout = "30s")]
async fn longer() -> Result<(), GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy = GEMINI, budget = BUDGET)]
async fn another_budget() -> Result<(), GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy = GEMINI, blocking)]
fn blocking() -> Result<(), GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy = GEMINI, retryable = [GeminiError::InvalidKey])]
async fn retries_more() -> Result<(), GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy = GEMINI, hint(GeminiError::retry_delay, cap = 60s))]
async fn waits_longer() -> Result<(), GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy = GEMINI, classified)]
async fn classifies_itself() -> Result<(), GeminiError> {
    Err(GeminiError::Busy)
}

// Limits alone classify nothing.
#[retry(policy = STANDARD)]
async fn classifies_nothing() -> Result<(), GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(policy = STANDARD, max = 4, retryable = [GeminiError::Busy])]
async fn more_attempts() -> Result<(), GeminiError> {
    Err(GeminiError::Busy)
}

fn main() {}
