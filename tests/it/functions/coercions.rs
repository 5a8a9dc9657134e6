//! The tail and every `return` coerce to the return type, as in a function that is not retried.

use std::error::Error as StdError;
use std::fmt::Display;
use std::sync::Arc;

use retry_runtime::retry;

use crate::functions::{Calls, Error, now};

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn in_the_tail(calls: &Calls) -> Result<Box<dyn Display>, Error> {
    calls.next()?;
    Ok(Box::new(1))
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn in_a_return(calls: &Calls, early: bool) -> Result<Box<dyn Display + Send>, Error> {
    calls.next()?;
    if early {
        return Ok(Box::new("early"));
    }
    Ok(Box::new(1))
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn in_the_arms(calls: &Calls, which: u8) -> Result<Arc<dyn Display>, Error> {
    calls.next()?;
    match which {
        0 => Ok(Arc::new("zero")),
        1 => Ok(Arc::new(1)),
        _ => Err(Error::Gone),
    }
}

#[retry(max = 3, backoff = none, retryable = [Error], non_retryable = [_])]
async fn of_the_error(calls: &Calls, odd: bool) -> Result<u32, Box<dyn StdError + Send + Sync>> {
    let number = calls.next()?;
    if odd {
        return Err(Box::new(Error::Gone));
    }
    if number > 7 {
        return Err("many".into());
    }
    Err(Box::new(std::fmt::Error))
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn unsized_slice<'a>(calls: &Calls, array: &'a [u8; 3]) -> Result<&'a [u8], Error> {
    calls.next()?;
    Ok(array)
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn pointers(calls: &Calls) -> Result<fn(u8) -> u8, Error> {
    fn one(_: u8) -> u8 {
        1
    }
    if calls.next()? > 7 {
        return Ok(|_| 7);
    }
    Ok(one)
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn inferred<T: Default>(calls: &Calls) -> Result<Vec<T>, Error> {
    calls.next()?;
    let mut items = Vec::new();
    items.resize_with(2, Default::default);
    Ok(items)
}

#[retry(max = 2, backoff = none, blocking, retryable = [Error::Busy])]
fn in_a_blocking_one(calls: &Calls, early: bool) -> Result<Box<dyn Display>, Error> {
    if early {
        return Ok(Box::new("early"));
    }
    calls.next()?;
    Ok(Box::new(1))
}

#[test]
fn values() {
    assert_eq!(now(in_the_tail(&Calls::failing(2))).unwrap().to_string(), "1");
    assert_eq!(now(in_a_return(&Calls::failing(2), true)).unwrap().to_string(), "early");
    assert_eq!(now(in_a_return(&Calls::failing(2), false)).unwrap().to_string(), "1");
    assert_eq!(now(in_the_arms(&Calls::failing(2), 0)).unwrap().to_string(), "zero");
    assert_eq!(now(in_the_arms(&Calls::failing(2), 1)).unwrap().to_string(), "1");
    assert_eq!(now(unsized_slice(&Calls::failing(2), &[1, 2, 3])), Ok(&[1, 2, 3][..]));
    assert_eq!(now(pointers(&Calls::failing(2))).unwrap()(0), 1);
    assert_eq!(now(inferred::<u8>(&Calls::failing(2))), Ok(vec![0, 0]));
    assert_eq!(in_a_blocking_one(&Calls::failing(1), true).unwrap().to_string(), "early");
    assert_eq!(in_a_blocking_one(&Calls::failing(1), false).unwrap().to_string(), "1");
}

#[test]
fn errors() {
    let calls = Calls::failing(2);
    assert!(now(of_the_error(&calls, false)).unwrap_err().is::<std::fmt::Error>());
    assert_eq!(calls.made(), 3);
    let error = now(of_the_error(&Calls::failing(0), true)).unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&Error::Gone));
}
