//! A call that succeeds at once is told to nobody, whatever limits it has.

use std::future::pending;

use retry_runtime::{CircuitBreaker, RetryBudget, retry};

use crate::common::events::events;
use crate::common::limited::Error;

static BREAKER: CircuitBreaker = CircuitBreaker::new("service");
static BUDGET: RetryBudget = RetryBudget::new();

#[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(BREAKER), budget = BUDGET, attempt_timeout = 1s,
    cancel = pending::<()>(), attempt = n)]
async fn load(failures: u32) -> Result<u32, Error> {
    if n.number() > failures { Ok(n.number()) } else { Err(Error::Busy(0)) }
}

#[tokio::test(start_paused = true)]
async fn success_at_once() {
    assert_eq!(events(load(0)).await, (Ok(1), Vec::new()));
    assert_eq!(events(load(1)).await.1.len(), 2, "it does listen");
}
