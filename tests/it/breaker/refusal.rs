//! To ask what an attempt would be refused with takes no place and changes nothing.

use std::time::Duration;

use retry_runtime::BreakerState::{HalfOpen, Open};
use retry_runtime::CircuitBreaker;
use tokio::time::sleep;

use crate::common::limited::Error;
use crate::common::once::{fail, once};
use crate::common::{Service, Step};

#[tokio::test(start_paused = true)]
async fn it_is_what_the_call_is_refused_with() {
    let breaker = CircuitBreaker::new("service").consecutive(1);
    assert_eq!(breaker.refusal(), None);
    fail(&breaker, 1).await;
    for millis in [0, 1, 4_998] {
        sleep(Duration::from_millis(millis)).await;
        let refusal = breaker.refusal().unwrap();
        assert_eq!(once(&breaker, &Service::new(&[])).await, Err(Error::Open(refusal)));
    }
    breaker.force_open();
    let refusal = breaker.refusal().unwrap();
    assert_eq!((refusal.remaining(), breaker.state()), (None, Open));
    assert_eq!(once(&breaker, &Service::new(&[])).await, Err(Error::Open(refusal)));
    breaker.reset();
    assert_eq!(breaker.refusal(), None);
}

#[tokio::test(start_paused = true)]
async fn it_takes_no_place_of_a_probe() {
    let breaker = CircuitBreaker::new("service").consecutive(1);
    fail(&breaker, 1).await;
    sleep(Duration::from_secs(5)).await;
    for _ in 0..3 {
        assert_eq!((breaker.refusal(), breaker.state()), (None, HalfOpen));
    }
    assert_eq!(once(&breaker, &Service::new(&[Step::Done])).await, Ok(1));
}
