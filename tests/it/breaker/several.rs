//! Several breakers on a function, and several functions behind a breaker.

use std::time::Duration;

use retry_runtime::BreakerState::{Closed, Open};
use retry_runtime::{CircuitBreaker, retry};
use tokio::time::Instant;

use crate::common::limited::Error;
use crate::common::{Service, Step};

/// A breaker for the service, and one for the credential.
struct Client {
    service: CircuitBreaker,
    key: CircuitBreaker,
}

impl Client {
    #[retry(
        max = 3,
        backoff = fixed(1s),
        retryable = [Error::Busy],
        breaker(self.service),
        breaker(self.key, trips_on = [Error::Gone]),
    )]
    async fn load(&self, server: &Service) -> Result<usize, Error> {
        Ok(server.call()?)
    }

    fn new() -> Self {
        let service = CircuitBreaker::new("service").consecutive(3);
        let key = CircuitBreaker::new("key").consecutive(1).open_for(Duration::from_secs(60));
        Self { service, key }
    }
}

#[tokio::test(start_paused = true)]
async fn each_counts_its_own() {
    let client = Client::new();
    assert_eq!(client.load(&Service::new(&[Step::Busy; 3])).await, Err(Error::Busy(3)));
    assert_eq!((client.service.state(), client.key.state()), (Open, Closed));
    let client = Client::new();
    assert_eq!(client.load(&Service::new(&[Step::Busy, Step::Gone])).await, Err(Error::Gone(2)));
    assert_eq!((client.service.state(), client.key.state()), (Closed, Open));
}

#[tokio::test(start_paused = true)]
async fn either_refuses_and_says_which() {
    let client = Client::new();
    client.key.force_open();
    let Err(Error::Open(open)) = client.load(&Service::new(&[])).await else {
        panic!()
    };
    assert_eq!(open.breaker(), "key");
    client.service.force_open();
    let Err(Error::Open(open)) = client.load(&Service::new(&[])).await else {
        panic!()
    };
    assert_eq!(open.breaker(), "service", "the first one first");
    client.key.reset();
    let Err(Error::Open(open)) = client.load(&Service::new(&[])).await else {
        panic!()
    };
    assert_eq!(open.breaker(), "service");
}

#[tokio::test(start_paused = true)]
async fn either_ends_the_call_between_two_attempts() {
    #[retry(max = 5, backoff = fixed(1s), retryable = [Error::Busy], breaker(one), breaker(two))]
    async fn load(one: &CircuitBreaker, two: &CircuitBreaker, service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    for counts in [(2, 9), (9, 2)] {
        let one = CircuitBreaker::new("one").consecutive(counts.0);
        let two = CircuitBreaker::new("two").consecutive(counts.1);
        let (service, start) = (Service::new(&[Step::Busy; 2]), Instant::now());
        assert_eq!(load(&one, &two, &service).await, Err(Error::Busy(2)));
        assert_eq!(start.elapsed(), Duration::from_secs(1));
    }
}

/// The service's errors open the breaker of all; the other function asks about something that may be missing.
#[retry(max = 2, backoff = none, retryable = [Error::Timeout], breaker(breaker, trips_on = [Error::Busy, Error::Gone]))]
async fn load(breaker: &CircuitBreaker, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

#[retry(max = 2, backoff = none, retryable = [Error::Timeout], breaker(breaker, trips_on = [Error::Busy]))]
async fn find(breaker: &CircuitBreaker, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

#[tokio::test(start_paused = true)]
async fn functions_that_share_a_breaker_each_say_what_trips_it() {
    let breaker = CircuitBreaker::new("service").consecutive(3);
    for _ in 0..5 {
        assert_eq!(find(&breaker, &Service::new(&[Step::Gone])).await, Err(Error::Gone(1)));
    }
    assert_eq!(find(&breaker, &Service::new(&[Step::Busy])).await, Err(Error::Busy(1)));
    assert_eq!(load(&breaker, &Service::new(&[Step::Gone])).await, Err(Error::Gone(1)));
    assert_eq!(
        find(&breaker, &Service::new(&[Step::Gone])).await,
        Err(Error::Gone(1)),
        "it counts as nothing"
    );
    assert_eq!(breaker.state(), Closed);
    assert_eq!(load(&breaker, &Service::new(&[Step::Busy])).await, Err(Error::Busy(1)));
    assert_eq!(breaker.state(), Open);
    for refused in [find(&breaker, &Service::new(&[])).await, load(&breaker, &Service::new(&[])).await] {
        assert!(matches!(refused, Err(Error::Open(_))));
    }
}
