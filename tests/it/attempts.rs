//! How often a body runs: never more than `max`, never after it succeeded or failed for good.

use std::time::Duration;

use crate::common::{Error, Service, Step};
use retry_runtime::{Attempt, retry};

macro_rules! load {
    ($($name:ident $max:literal),*) => {$(
        #[retry(max = $max, backoff = exp(1s), retryable = [Error::Busy])]
        async fn $name(service: &Service) -> Result<usize, Error> {
            service.call()
        }
    )*};
}

load!(load_2 2, load_3 3, load_4 4, load_5 5);

/// What a call with this limit comes to, and how often the service is called for it.
fn expected(script: &[Step], max: usize) -> (Result<usize, Error>, usize) {
    for (number, step) in (1..).zip(script) {
        match step {
            Step::Done => return (Ok(number), number),
            Step::Gone => return (Err(Error::Gone(number)), number),
            Step::Busy if number == max => return (Err(Error::Busy(number)), number),
            Step::Busy => {}
        }
    }
    panic!("the script is shorter than the limit")
}

/// Every way in which five calls can end.
fn scripts() -> impl Iterator<Item = [Step; 5]> {
    let step = |number: usize| [Step::Done, Step::Busy, Step::Gone][number % 3];
    (0..3_usize.pow(5)).map(move |number| [1, 3, 9, 27, 81].map(|place| step(number / place)))
}

#[tokio::test(start_paused = true)]
async fn every_sequence_of_outcomes_ends_where_the_reference_says_with_its_last_error() {
    for script in scripts() {
        for max in 2..=5 {
            let service = Service::new(&script);
            let outcome = match max {
                2 => load_2(&service).await,
                3 => load_3(&service).await,
                4 => load_4(&service).await,
                _ => load_5(&service).await,
            };
            assert_eq!((outcome, service.calls()), expected(&script, max), "{script:?}, max = {max}");
            let waits = [1, 2, 4, 8].map(Duration::from_secs);
            assert_eq!(service.waits(), waits[..service.calls() - 1], "{script:?}, max = {max}");
        }
    }
}

#[test]
fn the_enumeration_is_complete() {
    let distinct: std::collections::HashSet<String> = scripts().map(|script| format!("{script:?}")).collect();
    assert_eq!(distinct.len(), 243);
}

#[tokio::test(start_paused = true)]
async fn the_largest_limit_is_reached_and_not_passed() {
    #[retry(max = 100, backoff = fixed(1s), retryable = [Error::Busy])]
    async fn load(service: &Service) -> Result<usize, Error> {
        service.call()
    }
    let service = Service::new(&[Step::Busy; 101]);
    assert_eq!(load(&service).await, Err(Error::Busy(100)));
    assert_eq!(service.waits(), [Duration::from_secs(1); 99]);
}

#[tokio::test(start_paused = true)]
async fn the_body_can_read_which_attempt_it_is() {
    #[retry(max = 3, retryable = [Error::Busy], attempt = n)]
    async fn load(service: &Service, seen: &mut Vec<Attempt>) -> Result<usize, Error> {
        seen.push(n);
        service.call()
    }
    let mut seen = Vec::new();
    let service = Service::new(&[Step::Busy; 3]);
    assert_eq!(load(&service, &mut seen).await, Err(Error::Busy(3)));
    let seen: Vec<_> = seen.iter().map(|n| (n.number(), n.max(), n.is_last())).collect();
    assert_eq!(seen, [(1, 3, false), (2, 3, false), (3, 3, true)]);
}

#[tokio::test(start_paused = true)]
async fn calls_of_one_function_do_not_count_into_each_other() {
    for _ in 0..3 {
        let service = Service::new(&[Step::Busy, Step::Busy, Step::Busy]);
        assert_eq!(load_3(&service).await, Err(Error::Busy(3)));
    }
}
