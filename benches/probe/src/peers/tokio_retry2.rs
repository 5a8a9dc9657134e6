//! tokio-retry2. It sleeps before every retry, so that it needs a runtime on every path but success.

use tokio_retry2::strategy::{ExponentialFactorBackoff, FixedInterval};
use tokio_retry2::{Retry, RetryError};

use crate::service::{Error, Outcome, Service};

async fn attempt(service: &'static Service) -> Result<u64, RetryError<Error>> {
    let outcome: Outcome = async { Ok(service.call()? + 1) }.await;
    outcome.map_err(|error| {
        if error.is_busy() {
            RetryError::transient(error)
        } else {
            RetryError::permanent(error)
        }
    })
}

pub async fn now(service: &'static Service) -> Outcome {
    Retry::spawn(FixedInterval::from_millis(0).take(2), || attempt(service)).await
}

pub async fn waits(service: &'static Service) -> Outcome {
    Retry::spawn(ExponentialFactorBackoff::from_millis(1000, 2.0).take(2), || attempt(service)).await
}
