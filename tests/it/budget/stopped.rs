//! `stop()` and `resume()`: an operator's switch for the retries of all that share a budget.

use std::time::Duration;

use retry_runtime::{RetryBudget, retry};
use tokio::time::{Instant, advance, sleep};

use crate::common::events::events;
use crate::common::limited::Error;
use crate::common::{Service, Step};

#[retry(max = 3, backoff = fixed(1s), retryable = [Error::Busy], budget = budget)]
async fn load(budget: &RetryBudget, service: &Service) -> Result<usize, Error> {
    Ok(service.call()?)
}

#[tokio::test(start_paused = true)]
async fn stopped_there_is_one_attempt() {
    let (budget, start) = (RetryBudget::new(), Instant::now());
    assert!(!budget.is_stopped());
    budget.stop();
    assert!(budget.is_stopped());
    for _ in 0..2 {
        assert_eq!(load(&budget, &Service::new(&[Step::Busy])).await, Err(Error::Busy(1)));
        assert_eq!(load(&budget, &Service::new(&[Step::Gone])).await, Err(Error::Gone(1)));
        assert_eq!(load(&budget, &Service::new(&[Step::Done])).await, Ok(1));
    }
    assert_eq!((budget.available(), start.elapsed()), (500, Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn resumed_it_goes_on_with_the_tokens_that_there_are() {
    let budget = RetryBudget::new();
    let _ = load(&budget, &Service::new(&[Step::Busy; 3])).await;
    budget.stop();
    let _ = load(&budget, &Service::new(&[Step::Busy])).await;
    budget.resume();
    assert!(!budget.is_stopped());
    assert_eq!(budget.available(), 472);
    assert_eq!(load(&budget, &Service::new(&[Step::Busy, Step::Busy, Step::Done])).await, Ok(3));
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_has_begun_is_not_cut_short() {
    let (budget, service) = (RetryBudget::new(), Service::new(&[Step::Busy; 2]));
    let stop = async {
        sleep(Duration::from_millis(500)).await;
        budget.stop();
    };
    let (outcome, ()) = tokio::join!(load(&budget, &service), stop);
    assert_eq!((outcome, service.waits()), (Err(Error::Busy(2)), vec![Duration::from_secs(1)]));
    assert_eq!(budget.available(), 486);
}

#[tokio::test(start_paused = true)]
async fn successes_and_time_fill_it_as_ever() {
    let budget = RetryBudget::new().refill(2);
    let _ = load(&budget, &Service::new(&[Step::Busy; 3])).await;
    let left = budget.available();
    budget.stop();
    assert_eq!(load(&budget, &Service::new(&[Step::Done])).await, Ok(1));
    assert_eq!(budget.available(), left + 1);
    advance(Duration::from_secs(3)).await;
    assert_eq!(budget.available(), left + 7);
}

#[tokio::test(start_paused = true)]
async fn others_are_not_stopped() {
    let (budget, other) = (RetryBudget::new(), RetryBudget::new());
    budget.stop();
    assert_eq!(load(&other, &Service::new(&[Step::Busy, Step::Done])).await, Ok(2));
}

#[tokio::test(start_paused = true)]
async fn it_is_told_as_what_an_operator_has_switched_off() {
    for budget in [RetryBudget::new(), RetryBudget::new().capacity(0)] {
        budget.stop();
        let (_, lines) = events(load(&budget, &Service::new(&[Step::Busy]))).await;
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].starts_with("ERROR retry::gave_up") && lines[0].contains("retry.outcome=\"switched_off\""));
        let (_, lines) = events(load(&budget, &Service::new(&[Step::Gone]))).await;
        assert!(lines[0].contains("retry.outcome=\"not_retryable\""), "as ever: {lines:?}");
    }
}
