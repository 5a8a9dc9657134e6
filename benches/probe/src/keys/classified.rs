//! `classified`.

use super::prelude::*;

functions! {
    #[retry(max = 3, backoff = exp(1s), classified)]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + 1)
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        by_hand!(attempt, async { Ok::<_, Error>(body(service).await? + 1) }.await, |error| {
            wait(error.class() == Class::Transient, attempt)
        })
    }
}
