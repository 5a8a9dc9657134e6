//! The retry layer of seatbelt, made once. It waits on a clock of its own, which a paused one of tokio does not move: only
//! the paths without waits are measured.

use std::sync::Arc;
use std::time::Duration;

use layered::{Execute, Service as _, Stack};
use seatbelt::retry::{Backoff, Retry};
use seatbelt::{RecoveryInfo, ResilienceContext};
use tick::Clock;

use crate::drive::runtime;
use crate::service::{Outcome, Service};

fn recovery(outcome: &Outcome) -> RecoveryInfo {
    match outcome {
        Err(error) if error.is_busy() => RecoveryInfo::retry(),
        _ => RecoveryInfo::never(),
    }
}

pub fn now() -> anyhow::Result<impl AsyncFn(&'static Service) -> Outcome> {
    async fn attempt(service: &'static Service) -> Outcome {
        Ok(service.call()? + 1)
    }
    // Its clock is driven by a task, for as long as there is a runtime; without waits nobody asks it.
    let runtime = runtime()?;
    let _entered = runtime.enter();
    let context = ResilienceContext::new(Clock::new_tokio());
    let stack = (
        Retry::layer("retry", &context)
            .clone_input()
            .recovery_with(|outcome: &Outcome, _| recovery(outcome))
            .max_retry_attempts(2)
            .backoff(Backoff::Constant)
            .base_delay(Duration::ZERO)
            .use_jitter(false),
        Execute::new(attempt),
    );
    let stack = Arc::new(stack.into_service());
    Ok(move |service| {
        let stack = stack.clone();
        async move { stack.execute(service).await }
    })
}
