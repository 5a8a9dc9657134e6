//! What a retried function may return, and how the body may return it.

use std::io;
use std::num::ParseIntError;

use retry_runtime::retry;

use crate::functions::{Calls, Error, now};

type Answer<T, E = Error> = std::result::Result<T, E>;

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn alias(calls: &Calls) -> Answer<u32> {
    calls.next()
}

mod nested {
    pub type Outcome = Result<u32, crate::functions::Error>;
}

#[retry(max = 3, backoff = none, retryable = [crate::functions::Error::Busy])]
async fn alias_without_result_in_its_name(calls: &Calls) -> nested::Outcome {
    calls.next()
}

#[retry(max = 3, backoff = none, retryable = [|error| error.kind() == io::ErrorKind::WouldBlock])]
async fn io_result(calls: &Calls) -> io::Result<u32> {
    calls.next().map_err(|_| io::ErrorKind::WouldBlock.into())
}

#[retry(max = 3, backoff = none, non_retryable = [ParseIntError])]
async fn anyhow_result(calls: &Calls, text: &str) -> anyhow::Result<u32> {
    Ok(calls.next()? + text.parse::<u32>()?)
}

#[retry(max = 3, backoff = none, retryable = [Error])]
async fn eyre_result(calls: &Calls) -> eyre::Result<u32> {
    Ok(calls.next()?)
}

#[test]
fn results_by_other_names() {
    assert_eq!(now(alias(&Calls::failing(2))), Ok(3));
    assert_eq!(now(alias_without_result_in_its_name(&Calls::failing(2))), Ok(3));
    assert_eq!(now(io_result(&Calls::failing(2))).unwrap(), 3);
    assert_eq!(now(anyhow_result(&Calls::failing(2), "1")).unwrap(), 4);
    let calls = Calls::failing(1);
    assert!(now(anyhow_result(&calls, "x")).unwrap_err().is::<ParseIntError>());
    assert_eq!(calls.made(), 2);
    assert_eq!(now(eyre_result(&Calls::failing(2))).unwrap(), 3);
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("call")]
    Call(#[from] Error),
    #[error("number")]
    Number(#[from] ParseIntError),
    #[error("other")]
    Other(Box<dyn std::error::Error>),
}

#[retry(max = 3, backoff = none, retryable = [Failure::Call], non_retryable = [Failure::Number, Failure::Other])]
async fn converted(calls: &Calls, text: &str) -> Result<u32, Failure> {
    let number: u32 = text.parse()?;
    if number > 9 {
        return Err(Failure::Other("large".into()));
    }
    let call = calls.next()?;
    Ok(number + call)
}

#[test]
fn question_marks_convert() {
    assert_eq!(now(converted(&Calls::failing(2), "1")).unwrap(), 4);
    assert!(matches!(now(converted(&Calls::failing(2), "x")), Err(Failure::Number(_))));
    assert!(matches!(now(converted(&Calls::failing(3), "1")), Err(Failure::Call(Error::Busy))));
    assert!(matches!(now(converted(&Calls::failing(0), "10")), Err(Failure::Other(_))));
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn numbers(calls: &Calls, to: u32) -> Result<impl Iterator<Item = u32> + use<>, Error> {
    let from = calls.next()?;
    Ok((from..to).rev())
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn twice(calls: &Calls) -> Result<(impl Fn(u32) -> u32 + use<>, Option<impl Clone + use<>>), Error> {
    let number = calls.next()?;
    if number > 7 {
        return Err(Error::Gone);
    }
    Ok((move |other| other * number, Some(1)))
}

#[test]
fn impl_trait() {
    assert_eq!(now(numbers(&Calls::failing(2), 6)).unwrap().collect::<Vec<_>>(), [5, 4, 3]);
    let (times, some) = now(twice(&Calls::failing(2))).unwrap();
    assert_eq!((times(2), some.clone().is_some()), (6, true));
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn never(calls: &Calls) -> Result<std::convert::Infallible, Error> {
    loop {
        if calls.next()? > 4 {
            return Err(Error::Gone);
        }
    }
}

#[test]
fn odd_ones() {
    assert_eq!(now(never(&Calls::failing(2))), Err(Error::Gone));
}
