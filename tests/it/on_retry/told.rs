//! What the hook is told.

use std::time::Duration;

use retry_runtime::{Retrying, retry};

use crate::common::{Error, Service, Step};

#[tokio::test(start_paused = true)]
async fn it_is_told_the_attempt_the_wait_the_rule_and_the_error() {
    type Told = (u32, u32, Duration, &'static str, Error);
    #[retry(max = 4, backoff = "exp(1s)", retryable = [Error::Busy(_), |error| *error == Error::Gone(3)], on_retry = |retry| {
        told.push((retry.attempt, retry.max, retry.delay, retry.rule, *retry.error));
    })]
    async fn load(service: &Service, told: &mut Vec<Told>) -> Result<usize, Error> {
        service.call()
    }
    let mut told = Vec::new();
    let service = Service::new(&[Step::Busy, Step::Busy, Step::Gone, Step::Busy]);
    assert_eq!(load(&service, &mut told).await, Err(Error::Busy(4)));
    let seconds = Duration::from_secs;
    let expected = [
        (1, 4, seconds(1), "Error::Busy(_)", Error::Busy(1)),
        (2, 4, seconds(2), "Error::Busy(_)", Error::Busy(2)),
        (3, 4, seconds(4), "|error| *error == Error::Gone(3)", Error::Gone(3)),
    ];
    assert_eq!(told, expected);
    assert_eq!(service.waits(), [seconds(1), seconds(2), seconds(4)]);
}

#[tokio::test(start_paused = true)]
async fn the_wait_told_is_the_wait_waited() {
    #[retry(max = 50, backoff = "fixed(30s, jitter = full)", retryable = [Error::Busy], on_retry = |retry| told.push(retry.delay))]
    async fn load(service: &Service, told: &mut Vec<Duration>) -> Result<usize, Error> {
        service.call()
    }
    let (service, mut told) = (Service::new(&[Step::Busy; 50]), Vec::new());
    assert!(load(&service, &mut told).await.is_err());
    assert_eq!(told.len(), 49);
    for (told, waited) in told.iter().zip(service.waits()) {
        // The timer rounds up to the next millisecond.
        let late = waited.checked_sub(*told);
        assert!(
            late.is_some_and(|late| late <= Duration::from_millis(1)),
            "told {told:?}, waited {waited:?}"
        );
    }
}

#[derive(Debug, thiserror::Error)]
#[error("no answer from http://localhost/?key={0}")]
struct NoAnswer(&'static str);

const KEY: &str = "AIzaSyA-1234567890abcdefghijklmnopqrstuv";

/// An error without `Display`; its `Debug` tells everything.
#[derive(Debug)]
struct Silent {
    key: &'static str,
}

/// All the texts that a retry has of itself.
fn texts<E>(retry: Retrying<'_, E>) -> [String; 3] {
    [retry.error_text(), retry.to_string(), format!("{retry:?}")]
}

#[tokio::test(start_paused = true)]
async fn its_texts_tell_no_secret_and_the_error_itself_is_whole() {
    #[retry(max = 2, backoff = "fixed(1s)", retryable = [|error: &NoAnswer| !error.0.is_empty()], on_retry = |retry| {
        *told = texts(retry);
        assert!(retry.error.to_string().contains(KEY));
    })]
    async fn load(told: &mut [String; 3]) -> Result<(), NoAnswer> {
        Err(NoAnswer(KEY))
    }
    let mut told = Default::default();
    assert!(load(&mut told).await.is_err());
    let [error, line, debug] = told;
    assert_eq!(error, "no answer from http://localhost/?key=[redacted]");
    assert_eq!(line, format!("attempt 1 of 2 failed, the next one in 1s: {error}"));
    assert!(debug.contains(&error) && !debug.contains(KEY), "{debug}");
}

#[tokio::test(start_paused = true)]
async fn an_error_without_a_text_is_told_by_its_type() {
    #[retry(max = 2, backoff = none, retryable = [|error: &Silent| !error.key.is_empty()], on_retry = |retry| *told = texts(retry))]
    async fn load(told: &mut [String; 3]) -> Result<(), Silent> {
        Err(Silent { key: KEY })
    }
    let mut told = Default::default();
    assert!(load(&mut told).await.is_err());
    assert_eq!(told[0], "it::on_retry::told::Silent");
    assert!(told.iter().all(|text| !text.contains(KEY)), "{told:?}");
}

/// Whether the text is the error's own is known where the function is, and not where it is called.
#[tokio::test(start_paused = true)]
async fn a_generic_error_is_told_by_what_its_bounds_promise() {
    #[retry(max = 2, backoff = none, retryable = [|_: &E| retry_it], on_retry = |retry| *told = retry.error_text())]
    async fn unbound<E: Copy>(retry_it: bool, error: E, told: &mut String) -> Result<(), E> {
        Err(error)
    }
    #[retry(max = 2, backoff = none, retryable = [|_: &E| retry_it], on_retry = |retry| *told = retry.error_text())]
    async fn displayed<E: std::fmt::Display + Copy>(retry_it: bool, error: E, told: &mut String) -> Result<(), E> {
        Err(error)
    }
    let mut told = String::new();
    assert!(unbound(true, 7_u8, &mut told).await.is_err());
    assert_eq!(told, "u8");
    assert!(displayed(true, 7_u8, &mut told).await.is_err());
    assert_eq!(told, "7");
}

#[tokio::test(start_paused = true)]
async fn a_dynamic_error_is_told_with_its_causes() {
    #[retry(max = 2, backoff = none, non_retryable = [std::fmt::Error], on_retry = |retry| told.push(retry.error_text()))]
    async fn load(told: &mut Vec<String>) -> anyhow::Result<()> {
        Err(anyhow::Error::new(NoAnswer(KEY)).context("no vector"))
    }
    let mut told = Vec::new();
    assert!(load(&mut told).await.is_err());
    assert_eq!(told, ["no vector: no answer from http://localhost/?key=[redacted]"]);
}
