//! A breaker opens when its window is full of failures, and refuses for as long as it says.

use std::time::Duration;

use retry_runtime::BreakerState::{Closed, HalfOpen, Open};
use retry_runtime::{BreakerState, CircuitBreaker};
use tokio::time::sleep;

use crate::common::limited::Error;
use crate::common::once::{fail, once};
use crate::common::{Service, Step};

const B: Step = Step::Busy;
const D: Step = Step::Done;
const G: Step = Step::Gone;

/// Proves the state of a breaker after each attempt.
macro_rules! states {
    ($($name:ident: [$($setting:tt)+], $($step:ident $state:ident),+;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            let breaker = CircuitBreaker::new("service").$($setting)+;
            let service = Service::new(&[$($step),+]);
            assert_eq!(breaker.state(), Closed);
            let states: &[BreakerState] = &[$($state),+];
            for (number, state) in states.iter().enumerate() {
                let _ = once(&breaker, &service).await;
                assert_eq!((service.calls(), breaker.state()), (number + 1, *state), "after attempt {}", number + 1);
            }
        }
    )*};
}

states! {
    it_opens_when_the_window_is_full:
        [window(4).failure_ratio(0.5)], B Closed, B Closed, D Closed, D Open;
    failures_below_the_ratio_do_not_open_it:
        [window(4).failure_ratio(0.5)], B Closed, D Closed, D Closed, D Closed;
    the_oldest_attempt_leaves_the_window:
        [window(4).failure_ratio(0.5)], B Closed, D Closed, D Closed, D Closed, B Closed, D Closed, D Closed, B Open;
    a_ratio_between_two_counts_is_reached_by_the_higher:
        [window(3).failure_ratio(0.5)], B Closed, D Closed, D Closed, B Closed, B Open;
    a_success_ends_a_row:
        [consecutive(3)], B Closed, B Closed, D Closed, B Closed, B Closed, B Open;
    one_failure_may_be_enough:
        [consecutive(1)], D Closed, B Open;
    what_counts_as_nothing_does_not_fill_the_window:
        [window(2).failure_ratio(0.5)], G Closed, B Closed, G Closed, G Closed, D Open;
}

#[tokio::test(start_paused = true)]
async fn by_default_it_takes_ten_failures_of_twenty_and_opens_for_five_seconds() {
    let (breaker, service) = (CircuitBreaker::new("service"), Service::new(&[D; 10]));
    for _ in 0..10 {
        once(&breaker, &service).await.unwrap();
    }
    fail(&breaker, 9).await;
    assert_eq!(breaker.state(), Closed);
    fail(&breaker, 1).await;
    assert_eq!(breaker.state(), Open);
    sleep(Duration::from_millis(4_999)).await;
    assert_eq!(breaker.state(), Open);
    sleep(Duration::from_millis(1)).await;
    assert_eq!(breaker.state(), HalfOpen);
}

#[tokio::test(start_paused = true)]
async fn a_window_wider_than_a_word_forgets_only_its_oldest() {
    let breaker = CircuitBreaker::new("service").window(130).failure_ratio(0.015);
    let service = Service::new(&[D; 300]);
    // Two failures of 130 are enough, where no more than 128 successes lie between them.
    for (between, opens) in [(129, false), (128, true)] {
        breaker.reset();
        fail(&breaker, 1).await;
        for _ in 0..between {
            once(&breaker, &service).await.unwrap();
        }
        fail(&breaker, 1).await;
        assert_eq!(breaker.state() == Open, opens, "{between} between them");
    }
}

#[tokio::test(start_paused = true)]
async fn it_refuses_for_as_long_as_it_says_and_tells_for_how_long_still() {
    let breaker = CircuitBreaker::new("service").consecutive(1).open_for(Duration::from_secs(30));
    fail(&breaker, 1).await;
    let service = Service::new(&[Step::Done]);
    for (wait, left) in [(0, 30_000), (1, 29_999), (29_998, 1)] {
        sleep(Duration::from_millis(wait)).await;
        let Err(Error::Open(open)) = once(&breaker, &service).await else {
            panic!("it was called")
        };
        assert_eq!((open.breaker(), open.remaining()), ("service", Some(Duration::from_millis(left))));
    }
    sleep(Duration::from_millis(1)).await;
    assert_eq!(once(&breaker, &service).await, Ok(1));
    assert_eq!(breaker.state(), Closed);
}

#[tokio::test(start_paused = true)]
async fn forced_open_it_refuses_until_it_is_reset() {
    let (breaker, service) = (CircuitBreaker::new("service"), Service::new(&[Step::Done]));
    breaker.force_open();
    sleep(Duration::from_secs(86_400)).await;
    assert_eq!(breaker.state(), Open);
    let Err(Error::Open(open)) = once(&breaker, &service).await else {
        panic!("it was called")
    };
    assert_eq!(open.remaining(), None);
    breaker.reset();
    assert_eq!(breaker.state(), Closed);
    assert_eq!(once(&breaker, &service).await, Ok(1));
}

#[tokio::test(start_paused = true)]
async fn a_reset_forgets_the_window() {
    let breaker = CircuitBreaker::new("service").consecutive(2);
    fail(&breaker, 1).await;
    breaker.reset();
    fail(&breaker, 1).await;
    assert_eq!(breaker.state(), Closed);
    fail(&breaker, 1).await;
    assert_eq!(breaker.state(), Open);
    breaker.reset();
    assert_eq!(breaker.state(), Closed);
    fail(&breaker, 1).await;
    assert_eq!(breaker.state(), Closed);
}

#[test]
fn it_has_the_name_that_it_was_given() {
    assert_eq!(CircuitBreaker::new("gemini").window(3).name(), "gemini");
}
