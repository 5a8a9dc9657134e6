//! What is still being written reaches the compiler as it is, and only the compiler speaks of it.

use std::future::Future;
use std::pin::Pin;

use retry_runtime::retry;

enum Error {
    Busy,
    Gone,
}

#[retry(max = 3, retryable = [Error::Busy])]
async fn value(number: u32) -> Result<u32, Error> {
    let half = ;
    Ok(number)
}

#[retry(max = 3, retryable = [Error::Busy])]
fn future(number: u32) -> Pin<Box<dyn Future<Output = Result<u32, Error>>>> {
    let half = number.;
    Box::pin(async move {
        Ok(half.)
    })
}

#[retry(max = 3, retryable = [Error::Busy], clone(number))]
async fn parameter(number: , other: u32) -> Result<u32, Error> {
    Ok(other)
}

fn main() {}
