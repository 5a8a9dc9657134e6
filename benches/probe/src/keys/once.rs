//! `once`.

use super::prelude::*;

functions! {
    #[retry(max = 3, backoff = exp(1s), once(text = service.text()), retryable = [Error::Busy])]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + text.len() as u64)
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        let text = service.text();
        by_hand!(attempt, async { Ok::<_, Error>(body(service).await? + text.len() as u64) }.await, |error| {
            wait(error.is_busy(), attempt)
        })
    }
}
