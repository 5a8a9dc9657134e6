//! The retry layer of tower-resilience, made once and cloned for each call, as a layer is. It sleeps before every retry.

use std::time::Duration;

use tower::{Layer, Service as _, ServiceExt};
use tower_resilience::retry::{RetryConfigBuilder, RetryLayer};

use crate::service::{Error, Outcome, Service};

type Builder = RetryConfigBuilder<&'static Service, u64, Error>;

fn layered(backoff: fn(Builder) -> Builder) -> impl AsyncFn(&'static Service) -> Outcome {
    async fn attempt(service: &'static Service) -> Outcome {
        Ok(service.call()? + 1)
    }
    let layer = backoff(RetryLayer::builder()).max_attempts(3).retry_on(Error::is_busy).build();
    let layered = layer.layer(tower::service_fn(attempt));
    move |service| {
        let mut layered = layered.clone();
        async move { layered.ready().await?.call(service).await }
    }
}

pub fn now() -> impl AsyncFn(&'static Service) -> Outcome {
    layered(|builder| builder.fixed_backoff(Duration::ZERO))
}

pub fn waits() -> impl AsyncFn(&'static Service) -> Outcome {
    layered(|builder| builder.exponential_backoff(Duration::from_secs(1)))
}
