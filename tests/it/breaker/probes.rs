//! A half-open breaker: as many attempts at a time as it probes with, and what they decide.

use std::time::Duration;

use futures_util::future::join_all;
use retry_runtime::BreakerState::{Closed, HalfOpen, Open};
use retry_runtime::{CircuitBreaker, retry};
use tokio::time::{Instant, sleep};

use crate::common::limited::Error;
use crate::common::once::{fail, once};
use crate::common::{Service, Step};

/// An attempt that takes a second; `Busy` is a failure, `Gone` counts as nothing, and neither is retried.
#[retry(max = 2, retryable = [Error::Timeout], breaker(breaker, trips_on = [Error::Busy]))]
pub async fn slow(breaker: &CircuitBreaker, service: &Service) -> Result<usize, Error> {
    let outcome = service.call();
    sleep(Duration::from_secs(1)).await;
    Ok(outcome?)
}

/// A breaker that has failed, and whose time is over.
async fn half_open(probes: u32) -> CircuitBreaker {
    let breaker = CircuitBreaker::new("service")
        .consecutive(2)
        .open_for(Duration::from_secs(5))
        .probes(probes);
    fail(&breaker, 2).await;
    sleep(Duration::from_secs(5)).await;
    assert_eq!(breaker.state(), HalfOpen);
    breaker
}

#[tokio::test(start_paused = true)]
async fn no_more_probes_at_a_time_than_it_says() {
    for probes in [1, 3] {
        let (breaker, service) = (half_open(probes).await, Service::new(&[Step::Gone; 3]));
        let start = Instant::now();
        let outcomes = join_all((0..100).map(|_| slow(&breaker, &service))).await;
        assert_eq!(start.elapsed(), Duration::from_secs(1));
        let probes = usize::try_from(probes).unwrap();
        assert_eq!(service.calls(), probes);
        for refused in &outcomes[probes..] {
            let Err(Error::Open(open)) = refused else { panic!("{refused:?}") };
            assert_eq!(open.remaining(), None);
            assert_eq!(open.to_string(), "circuit breaker `service` is half-open, and its probes are under way");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn as_many_successes_as_probes_close_it_and_it_starts_afresh() {
    let (breaker, service) = (half_open(3).await, Service::new(&[Step::Done; 3]));
    for state in [HalfOpen, HalfOpen, Closed] {
        once(&breaker, &service).await.unwrap();
        assert_eq!(breaker.state(), state);
    }
    fail(&breaker, 1).await;
    assert_eq!(breaker.state(), Closed, "the failures of before are forgotten");
    fail(&breaker, 1).await;
    assert_eq!(breaker.state(), Open);
}

#[tokio::test(start_paused = true)]
async fn one_failed_probe_opens_it_again_for_the_whole_time() {
    let (breaker, service) = (half_open(3).await, Service::new(&[Step::Done, Step::Done]));
    for _ in 0..2 {
        once(&breaker, &service).await.unwrap();
    }
    fail(&breaker, 1).await;
    assert_eq!(breaker.state(), Open);
    sleep(Duration::from_millis(4_999)).await;
    assert_eq!(breaker.state(), Open);
    sleep(Duration::from_millis(1)).await;
    assert_eq!(breaker.state(), HalfOpen);
    let service = Service::new(&[Step::Done; 3]);
    for state in [HalfOpen, HalfOpen, Closed] {
        once(&breaker, &service).await.unwrap();
        assert_eq!(breaker.state(), state, "the successes of before are forgotten");
    }
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_counts_as_nothing_makes_room_and_decides_nothing() {
    let (breaker, service) = (half_open(1).await, Service::new(&[Step::Gone; 5]));
    for number in 1..=5 {
        assert_eq!(once(&breaker, &service).await, Err(Error::Gone(number)));
        assert_eq!(breaker.state(), HalfOpen);
    }
    once(&breaker, &Service::new(&[Step::Done])).await.unwrap();
    assert_eq!(breaker.state(), Closed);
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_ends_among_the_next_probes_is_none_of_them() {
    let breaker = CircuitBreaker::new("service")
        .consecutive(1)
        .open_for(Duration::from_millis(500))
        .probes(2);
    fail(&breaker, 1).await;
    sleep(Duration::from_millis(500)).await;
    let (late, next) = (Service::new(&[Step::Done]), Service::new(&[Step::Done]));
    let others = async {
        fail(&breaker, 1).await;
        sleep(Duration::from_millis(500)).await;
        once(&breaker, &next).await
    };
    let (late, next) = tokio::join!(slow(&breaker, &late), others);
    assert_eq!((late, next), (Ok(1), Ok(1)));
    assert_eq!(breaker.state(), HalfOpen, "one success of two");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_outlives_the_state_that_let_it_in_counts_for_nothing() {
    let breaker = CircuitBreaker::new("service").consecutive(1);
    let service = Service::new(&[Step::Busy]);
    let reset = async {
        breaker.force_open();
        breaker.reset();
    };
    let (late, ()) = tokio::join!(slow(&breaker, &service), reset);
    assert_eq!(late, Err(Error::Busy(1)));
    assert_eq!(breaker.state(), Closed);
}
