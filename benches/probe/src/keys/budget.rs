//! `budget`, beside a bucket in an atomic integer by hand.

use super::hand_budget::{HandBudget, Paid};
use super::prelude::*;

functions! {
    static BUDGET: RetryBudget = RetryBudget::new().capacity(1_000_000);
    static BY_HAND: HandBudget = HandBudget::new();

    #[retry(max = 3, backoff = exp(1s), budget = BUDGET, retryable = [Error::Busy])]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + 1)
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        let mut paid = Paid::nothing(&BY_HAND);
        by_hand!(
            attempt,
            {
                paid.send();
                async { Ok::<_, Error>(body(service).await? + 1) }.await.inspect(|_| paid.succeed())
            },
            |error| wait(error.is_busy(), attempt).filter(|_| paid.pay())
        )
    }
}
