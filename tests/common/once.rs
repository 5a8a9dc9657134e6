//! One attempt for each call, to lead a breaker from state to state.

use retry_runtime::{CircuitBreaker, retry};

use crate::common::limited::Error;
use crate::common::{Service, Step};

/// `Busy` is a failure, `Gone` counts as nothing; neither is retried.
#[retry(max = 2, retryable = [Error::Timeout], breaker(breaker, trips_on = [Error::Busy]), name = "once")]
pub async fn once(breaker: &CircuitBreaker, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

/// Lets this many attempts fail.
pub async fn fail(breaker: &CircuitBreaker, attempts: usize) {
    let service = Service::new(&vec![Step::Busy; attempts]);
    for number in 1..=attempts {
        assert_eq!(once(breaker, &service).await, Err(Error::Busy(number)));
    }
}
