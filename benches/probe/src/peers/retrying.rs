//! The attribute of retrying.

use retrying::retry;

use crate::service::{Error, Outcome, Service};

#[retry(stop = attempts(3), retry = if_errors(Error::Busy))]
pub async fn now(service: &'static Service) -> Outcome {
    service.call().map(|value| value + 1)
}

#[retry(stop = attempts(3), wait = exponential(multiplier = 0.5, min = 0, max = 3600, exp_base = 2), retry = if_errors(Error::Busy))]
pub async fn waits(service: &'static Service) -> Outcome {
    service.call().map(|value| value + 1)
}
