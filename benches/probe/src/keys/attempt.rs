//! `attempt`.

use super::prelude::*;

functions! {
    #[retry(max = 3, backoff = exp(1s), attempt = n, retryable = [Error::Busy])]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + u64::from(n.number()))
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        by_hand!(attempt, async { Ok::<_, Error>(body(service).await? + u64::from(attempt)) }.await, |error| {
            wait(error.is_busy(), attempt)
        })
    }
}
