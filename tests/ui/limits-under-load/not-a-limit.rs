use std::sync::Arc;

use retry_runtime::{CircuitBreaker, CircuitOpen, RetryBudget, retry};

enum GeminiError {
    InvalidKey,
    Busy,
    Open(CircuitOpen),
}

impl From<CircuitOpen> for GeminiError {
    fn from(open: CircuitOpen) -> Self {
        Self::Open(open)
    }
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(5))]
async fn embed() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker("gemini"))]
async fn caption() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(breaker))]
async fn transcribe(breaker: Option<Arc<CircuitBreaker>>) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], budget = 500)]
async fn upload() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], budget = budget)]
async fn delete(budget: Arc<Option<RetryBudget>>) -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], cancel = true)]
async fn list() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], cancel = || ())]
async fn describe() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(NOT_THERE), budget = NOR_THIS)]
async fn summarize() -> Result<String, GeminiError> {
    Err(GeminiError::Busy)
}

static BUDGET: retry_runtime::RetryBudget = retry_runtime::RetryBudget::new();
static BREAKER: retry_runtime::CircuitBreaker = retry_runtime::CircuitBreaker::new("service");

#[retry(max = 3, non_retryable = [GeminiError::InvalidKey], breaker(BUDGET), budget = BREAKER)]
async fn each_in_place_of_the_other() -> Result<(), GeminiError> {
    Ok(())
}

fn main() {}
