//! backon.

use std::time::Duration;

use backon::{ConstantBuilder, ExponentialBuilder, Retryable};

use crate::service::{Error, Outcome, Service};

pub async fn now(service: &'static Service) -> Outcome {
    let attempt = || async { Ok::<_, Error>(service.call()? + 1) };
    attempt
        .retry(ConstantBuilder::default().with_delay(Duration::ZERO).with_max_times(2))
        .when(Error::is_busy)
        .await
}

pub async fn waits(service: &'static Service) -> Outcome {
    let attempt = || async { Ok::<_, Error>(service.call()? + 1) };
    attempt
        .retry(ExponentialBuilder::default().with_min_delay(Duration::from_secs(1)).with_max_times(2))
        .when(Error::is_busy)
        .await
}
