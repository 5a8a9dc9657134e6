//! The attribute of backon-macros.

use std::time::Duration;

use backon::{ConstantBuilder, ExponentialBuilder};
use backon_macros::backon;

use crate::service::{Error, Outcome, Service};

fn none() -> ConstantBuilder {
    ConstantBuilder::default().with_delay(Duration::ZERO).with_max_times(2)
}

fn exponential() -> ExponentialBuilder {
    ExponentialBuilder::default().with_min_delay(Duration::from_secs(1)).with_max_times(2)
}

#[backon(backoff = none, when = Error::is_busy)]
pub async fn now(service: &'static Service) -> Outcome {
    Ok(service.call()? + 1)
}

#[backon(backoff = exponential, when = Error::is_busy)]
pub async fn waits(service: &'static Service) -> Outcome {
    Ok(service.call()? + 1)
}
