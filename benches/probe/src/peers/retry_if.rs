//! The attribute of retry-if. It sleeps before every retry.

#![expect(unexpected_cfgs, reason = "its expansion asks for a feature of the crate that it is used in")]

use std::time::Duration;

use retry_if::{ExponentialBackoffConfig, retry};

use crate::service::{Error, Outcome, Service};

const NONE: ExponentialBackoffConfig = ExponentialBackoffConfig {
    max_retries: 2,
    t_wait: Duration::ZERO,
    backoff: 1.0,
    t_wait_max: None,
    backoff_max: None,
};
const EXPONENTIAL: ExponentialBackoffConfig =
    ExponentialBackoffConfig { t_wait: Duration::from_secs(1), backoff: 2.0, ..NONE };

fn is_busy(outcome: &Outcome) -> bool {
    outcome.as_ref().is_err_and(Error::is_busy)
}

#[retry(NONE, is_busy)]
pub async fn now(service: &'static Service) -> Outcome {
    Ok(service.call()? + 1)
}

#[retry(EXPONENTIAL, is_busy)]
pub async fn waits(service: &'static Service) -> Outcome {
    Ok(service.call()? + 1)
}
