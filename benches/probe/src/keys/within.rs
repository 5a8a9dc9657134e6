//! `within`.

use super::prelude::*;

functions! {
    #[retry(max = 3, backoff = exp(1s), within = 1min, retryable = [Error::Busy])]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + 1)
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        let end = Instant::now() + MINUTE;
        by_hand!(attempt, async { Ok::<_, Error>(body(service).await? + 1) }.await, |error| {
            wait(error.is_busy(), attempt).filter(|wait| Instant::now() + *wait <= end)
        })
    }
}
