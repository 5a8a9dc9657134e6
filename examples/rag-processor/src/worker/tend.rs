//! What a worker does beside its jobs: it says that it still has them, and looks whether its key was replaced.

use std::time::Duration;

use retry_runtime::BreakerState;
use tokio::time::{MissedTickBehavior, interval};

use super::Worker;
use crate::gemini::ApiKey;

impl Worker {
    /// Never ends.
    pub(super) async fn tend(&self) {
        let mut key = None;
        let period = (self.lease.time / 4).clamp(Duration::from_millis(50), Duration::from_secs(2));
        let mut ticks = interval(period);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            self.look_for_key(&mut key);
            let breakers = self.breakers();
            let (renewed, reported) =
                tokio::join!(self.jobs.renew(&self.lease), self.jobs.report(&self.lease.worker, &breakers));
            for error in [renewed.err(), reported.err()].into_iter().flatten() {
                tracing::warn!(%error, "the worker could not say that it is there");
            }
        }
    }

    /// Takes the key of the file, if it is another one than the last time.
    fn look_for_key(&self, last: &mut Option<ApiKey>) {
        let found = self.key_file.as_deref().and_then(|path| ApiKey::read(path).ok());
        if found.is_none() || found == *last {
            return;
        }
        // The first one is what the client was made with, unless it was replaced since.
        if let Some(key) = &found {
            match self.pipeline.gemini.replace_key(key.clone()) {
                Ok(()) if last.is_none() => {}
                Ok(()) => tracing::info!("the API key was replaced"),
                Err(error) => tracing::warn!(%error, "the API key was not replaced"),
            }
        }
        *last = found;
    }

    /// Its breakers that are not closed.
    fn breakers(&self) -> String {
        let breakers = self.pipeline.breakers().into_iter().filter_map(|breaker| match breaker.state() {
            BreakerState::Closed => None,
            BreakerState::HalfOpen => Some(format!("{}=half_open", breaker.name())),
            BreakerState::Open => Some(format!("{}=open", breaker.name())),
        });
        breakers.collect::<Vec<_>>().join(",")
    }
}
