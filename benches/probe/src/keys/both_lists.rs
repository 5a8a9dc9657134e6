//! `retryable` and `non_retryable`, checked to cover the error.

use super::prelude::*;

functions! {
    #[retry(max = 3, backoff = exp(1s), retryable = [Error::Busy], non_retryable = [Error::Gone])]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + 1)
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        by_hand!(attempt, async { Ok::<_, Error>(body(service).await? + 1) }.await, |error| wait(error.is_busy(), attempt))
    }
}
