//! The last error that the list tells.

use std::time::Duration;

use retry_runtime::{CircuitBreaker, CircuitOpen, Ending, retry};
use tokio::time::sleep;

use crate::registry::site;

#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("no answer from http://localhost/?key={0}")]
    NoAnswer(&'static str),
    #[error("not there")]
    NotThere,
    #[error(transparent)]
    Open(#[from] CircuitOpen),
}

const KEY: &str = "AIzaSyA-1234567890abcdefghijklmnopqrstuv";

#[tokio::test]
async fn an_answer_is_counted_and_is_none() {
    #[retry(max = 3, backoff = none, expected = [Error::NotThere], retryable = [Error::NoAnswer], name = "errors.expected")]
    async fn load() -> Result<(), Error> {
        Err(Error::NotThere)
    }
    assert!(load().await.is_err());
    let site = site("errors.expected");
    assert_eq!((site.counts.calls(), site.counts.ended(Ending::Expected)), (1, 1));
    assert_eq!(site.last_error, None);
    let lists: Vec<_> = site.lists.iter().map(|list| (list.key, list.entries)).collect();
    assert_eq!(lists, [("expected", &["Error::NotThere"][..]), ("retryable", &["Error::NoAnswer"])]);
}

#[tokio::test(start_paused = true)]
async fn it_is_that_of_the_last_attempt_without_its_secrets() {
    #[retry(max = 2, retryable = [Error::NoAnswer], name = "errors.last", attempt = n)]
    async fn load(fails: u32) -> Result<(), Error> {
        match fails {
            0 => Err(Error::NotThere),
            fails if n.number() <= fails => Err(Error::NoAnswer(KEY)),
            _ => Ok(()),
        }
    }
    let last = || site("errors.last").last_error.map(|error| (error.text, error.age));
    assert_eq!(last(), None);
    load(1).await.unwrap();
    let redacted = "no answer from http://localhost/?key=[redacted]".to_owned();
    assert_eq!(last(), Some((redacted.clone(), Duration::from_secs(1))), "also where the call recovered");
    assert!(load(2).await.is_err());
    assert_eq!(last(), Some((redacted, Duration::ZERO)));
    sleep(Duration::from_secs(60)).await;
    assert!(load(0).await.is_err());
    assert_eq!(last(), Some(("not there".to_owned(), Duration::ZERO)), "also where it is not retried");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_of_a_breaker_does_not_hide_why_it_opened() {
    #[retry(max = 2, retryable = [Error::NoAnswer], breaker(breaker), name = "errors.refused")]
    async fn load(breaker: &CircuitBreaker) -> Result<(), Error> {
        Err(Error::NoAnswer(KEY))
    }
    let breaker = CircuitBreaker::new("service").consecutive(1);
    assert!(matches!(load(&breaker).await, Err(Error::NoAnswer(_))));
    assert!(matches!(load(&breaker).await, Err(Error::Open(_))));
    let site = site("errors.refused");
    assert_eq!(site.counts.ended(Ending::BreakerOpen), 2);
    assert_eq!(site.last_error.unwrap().text, "no answer from http://localhost/?key=[redacted]");
}
