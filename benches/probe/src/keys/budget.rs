//! `budget`, beside a bucket in an atomic integer by hand.

use super::hand_budget::HandBudget;
use super::prelude::*;

functions! {
    static BUDGET: RetryBudget = RetryBudget::new().capacity(1_000_000);
    static BY_HAND: HandBudget = HandBudget::new();

    #[retry(max = 3, backoff = exp(1s), budget = BUDGET, retryable = [Error::Busy])]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + 1)
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        let mut paid = 0;
        by_hand!(
            attempt,
            async { Ok::<_, Error>(body(service).await? + 1) }.await.inspect(|_| BY_HAND.give(if attempt == 1 { 1 } else { paid })),
            |error| {
                let wait = wait(error.is_busy(), attempt).filter(|_| BY_HAND.take());
                paid = 14;
                wait
            }
        )
    }
}
