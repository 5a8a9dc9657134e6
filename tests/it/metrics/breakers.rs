//! The state of a breaker, at each of its changes.

use std::future::Future;
use std::time::Duration;

use retry_runtime::{CircuitBreaker, RetryBudget, record_states, retry};
use tokio::time::sleep;

use crate::common::limited::Error;
use crate::common::metrics::counted;
use crate::common::{Service, Step};

#[retry(max = 2, backoff = none, retryable = [Error::Busy], breaker(breaker))]
async fn load(service: &Service, breaker: &CircuitBreaker) -> Result<usize, Error> {
    Ok(service.call()?)
}

async fn state(change: impl Future) -> Option<String> {
    let (_, lines) = counted(change).await;
    let state = lines.iter().find_map(|line| line.strip_prefix("retry_breaker_state{breaker=service} "));
    state.map(str::to_owned)
}

#[tokio::test(start_paused = true)]
async fn it_is_set_when_it_changes() {
    let breaker = CircuitBreaker::new("service").consecutive(1).open_for(Duration::from_secs(60));
    let (busy, done) = (Service::new(&[Step::Busy; 2]), Service::new(&[Step::Done; 2]));

    assert_eq!(state(load(&done, &breaker)).await, None, "it was closed and stays so");
    assert_eq!(state(load(&busy, &breaker)).await.as_deref(), Some("2"), "open");
    sleep(Duration::from_secs(60)).await;
    assert_eq!(
        state(load(&busy, &breaker)).await.as_deref(),
        Some("2"),
        "half-open for a moment, and open again"
    );
    sleep(Duration::from_secs(60)).await;
    assert_eq!(state(load(&done, &breaker)).await.as_deref(), Some("0"), "closed");
    assert_eq!(state(async { breaker.force_open() }).await.as_deref(), Some("2"));
    assert_eq!(state(async { breaker.reset() }).await.as_deref(), Some("0"));
}

#[tokio::test(start_paused = true)]
async fn half_open_is_a_state_of_its_own() {
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], breaker(breaker))]
    async fn hangs(breaker: &CircuitBreaker, busy: bool) -> Result<usize, Error> {
        if busy { Err(Error::Busy(0)) } else { std::future::pending().await }
    }
    let breaker = CircuitBreaker::new("service").consecutive(1).open_for(Duration::from_secs(60));
    assert!(hangs(&breaker, true).await.is_err());
    sleep(Duration::from_secs(60)).await;
    let probe = async { tokio::time::timeout(Duration::from_secs(1), hangs(&breaker, false)).await };
    assert_eq!(state(probe).await.as_deref(), Some("1"));
}

/// Nobody calls, and so no call can tell.
#[tokio::test(start_paused = true)]
async fn what_time_alone_changes_is_seen_by_the_scrape() {
    static SCRAPED: CircuitBreaker =
        CircuitBreaker::new("metrics.scraped").consecutive(1).open_for(Duration::from_secs(60));
    static PAYS: RetryBudget = RetryBudget::new().named("metrics.pays");
    #[retry(max = 2, backoff = none, retryable = [Error::Busy], breaker(SCRAPED), budget = PAYS)]
    async fn load(service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let scraped = async || {
        let ((), lines) = counted(async { record_states() }).await;
        let ours = lines.into_iter().filter(|line| line.contains("metrics."));
        ours.collect::<Vec<_>>()
    };
    let told = |state, tokens| {
        [
            format!("retry_breaker_state{{breaker=metrics.scraped}} {state}"),
            format!("retry_budget_tokens{{budget=metrics.pays}} {tokens}"),
        ]
    };
    assert_eq!(scraped().await, told(0, 500));
    assert!(load(&Service::new(&[Step::Busy])).await.is_err());
    assert_eq!(scraped().await, told(2, 500), "the breaker refuses the retry, which then costs nothing");
    sleep(Duration::from_secs(60)).await;
    assert_eq!(scraped().await, told(1, 500), "half-open");
    assert!(load(&Service::new(&[Step::Done])).await.is_ok());
    SCRAPED.reset();
    assert_eq!(scraped().await, told(0, 500));
}
