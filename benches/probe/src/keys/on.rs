//! `on(..)`.

use super::prelude::*;

functions! {
    #[retry(max = 3, backoff = exp(1s), on(Error::Busy, max = 2, backoff = fixed(1s)), classified)]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + 1)
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        let mut busy = 0;
        by_hand!(attempt, async { Ok::<_, Error>(body(service).await? + 1) }.await, |error| {
            if error.is_busy() {
                busy += 1;
                (busy < 2).then_some(Duration::from_secs(1))
            } else {
                wait(error.class() == Class::Transient, attempt)
            }
        })
    }
}
