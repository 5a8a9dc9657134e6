//! `#[retry]`.

use retry_runtime::retry;

use crate::service::{Error, Outcome, Service};

#[retry(max = 3, backoff = none, retryable = [Error::Busy], non_retryable = [Error::Gone])]
pub async fn now(service: &'static Service) -> Outcome {
    Ok(service.call()? + 1)
}

#[retry(max = 3, backoff = exp(1s), retryable = [Error::Busy], non_retryable = [Error::Gone])]
pub async fn waits(service: &'static Service) -> Outcome {
    Ok(service.call()? + 1)
}
