//! `attempt`, beside a number and a limit that are one value by hand, too, so that a body may hand it on and ask it whether it is
//! the last.

use super::prelude::*;

#[derive(Clone, Copy)]
pub struct ByHand {
    number: u32,
    max: u32,
}

impl ByHand {
    const fn of(number: u32) -> Self {
        Self { number, max: 3 }
    }

    const fn is_last(self) -> bool {
        self.number >= self.max
    }
}

functions! {
    #[retry(max = 3, backoff = exp(1s), attempt = n, retryable = [Error::Busy])]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + u64::from(n.number()) + u64::from(n.is_last()))
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        by_hand!(
            attempt,
            {
                let n = ByHand::of(attempt);
                async { Ok::<_, Error>(body(service).await? + u64::from(n.number) + u64::from(n.is_last())) }.await
            },
            |error| wait(error.is_busy(), attempt)
        )
    }
}
