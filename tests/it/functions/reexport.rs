//! A crate that re-exports the runtime says where it is.

pub use retry_runtime as rt;

use crate::functions::{Calls, Error, now};

mod facade {
    pub use retry_runtime::{self as inner, retry};
}

#[rt::retry(crate = crate::functions::reexport::rt, max = 3, backoff = none, retryable = [source(Error::Busy)], attempt = n)]
async fn by_path(calls: &Calls) -> Result<u32, Error> {
    calls.next().map(|number| number + n.number())
}

#[facade::retry(crate = facade::inner, max = 3, backoff = none, within = 1h, retryable = [|error| *error == Error::Busy])]
async fn relative(calls: &Calls) -> Result<u32, Error> {
    mod retry_runtime {}
    calls.next()
}

#[facade::retry(crate = self::facade::inner, max = 3, backoff = none, retryable = [Error::Busy], blocking)]
fn blocking(calls: &Calls) -> Result<u32, Error> {
    calls.next()
}

macro_rules! exported {
    ($name:ident) => {
        #[$crate::functions::reexport::rt::retry(
            crate = $crate::functions::reexport::rt, max = 3, backoff = none, retryable = [$crate::functions::Error::Busy],
        )]
        async fn $name(calls: &Calls) -> Result<u32, Error> {
            calls.next()
        }
    };
}

exported!(by_macro);

#[test]
fn they_run() {
    assert_eq!(now(by_path(&Calls::failing(2))), Ok(6));
    assert_eq!(now(relative(&Calls::failing(2))), Ok(3));
    assert_eq!(blocking(&Calls::failing(2)), Ok(3));
    assert_eq!(now(by_macro(&Calls::failing(2))), Ok(3));
}
