//! `hint`.

use super::prelude::*;

functions! {
    #[retry(max = 3, backoff = exp(1s), hint(|error| asked(error.is_busy()), cap = 10s), retryable = [Error::Busy])]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + 1)
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        by_hand!(attempt, async { Ok::<_, Error>(body(service).await? + 1) }.await, |error| {
            let wait = wait(error.is_busy(), attempt);
            wait.and_then(|wait| match asked(true) {
                Some(asked) if asked > Duration::from_secs(10) => None,
                asked => Some(asked.unwrap_or(wait)),
            })
        })
    }
}
