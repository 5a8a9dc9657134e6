//! The retry layer of tower, with a policy as its documentation has one.

use std::future::{Ready, ready};
use std::time::Duration;

use tokio::time::{Sleep, sleep};
use tower::retry::{Policy, Retry};
use tower::{Service as _, ServiceExt};

use crate::service::{Error, Outcome, Service};

#[derive(Clone)]
struct Attempts(u32);

impl Policy<(), u64, Error> for Attempts {
    type Future = Ready<()>;

    fn retry(&mut self, (): &mut (), result: &mut Outcome) -> Option<Self::Future> {
        if self.0 == 0 || !result.as_ref().is_err_and(Error::is_busy) {
            return None;
        }
        self.0 -= 1;
        Some(ready(()))
    }

    fn clone_request(&mut self, (): &()) -> Option<()> {
        Some(())
    }
}

#[derive(Clone)]
struct Waits(u32);

impl Policy<(), u64, Error> for Waits {
    type Future = Sleep;

    fn retry(&mut self, (): &mut (), result: &mut Outcome) -> Option<Self::Future> {
        if self.0 == 2 || !result.as_ref().is_err_and(Error::is_busy) {
            return None;
        }
        self.0 += 1;
        Some(sleep(Duration::from_secs(self.0.into())))
    }

    fn clone_request(&mut self, (): &()) -> Option<()> {
        Some(())
    }
}

pub async fn now(service: &'static Service) -> Outcome {
    let attempt = tower::service_fn(|(): ()| async { Ok::<_, Error>(service.call()? + 1) });
    Retry::new(Attempts(2), attempt).ready().await?.call(()).await
}

pub async fn waits(service: &'static Service) -> Outcome {
    let attempt = tower::service_fn(|(): ()| async { Ok::<_, Error>(service.call()? + 1) });
    Retry::new(Waits(0), attempt).ready().await?.call(()).await
}
