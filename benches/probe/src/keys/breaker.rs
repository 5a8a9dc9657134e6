//! `breaker`, beside a window of twenty attempts by hand; both open when all of them have failed, and so never here.

use super::hand_breaker::HandBreaker;
use super::prelude::*;

functions! {
    static BREAKER: CircuitBreaker = CircuitBreaker::new("service").failure_ratio(1.0);
    static BY_HAND: HandBreaker = HandBreaker::new();

    #[retry(max = 3, backoff = exp(1s), breaker(BREAKER, error = |_| Error::Gone), retryable = [Error::Busy])]
    pub async fn ours(service: &'static Service) -> Result<u64, Error> {
        Ok(body(service).await? + 1)
    }

    pub async fn hand(service: &'static Service) -> Result<u64, Error> {
        by_hand!(
            attempt,
            async {
                if !BY_HAND.admits() {
                    return Err(Error::Gone);
                }
                let outcome: Result<u64, Error> = async { Ok::<_, Error>(body(service).await? + 1) }.await;
                BY_HAND.note(outcome.as_ref().is_err_and(Error::is_busy));
                outcome
            }
            .await,
            |error| wait(error.is_busy(), attempt)
        )
    }
}
