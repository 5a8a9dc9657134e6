//! Positive tests: lints still speak of the user's own mistakes, at the function and in its body. An expectation that is
//! not met is an error here.

use async_trait::async_trait;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use retry_runtime::retry;

#[derive(Debug)]
enum Error {
    Busy,
    Gone,
}

#[must_use]
const fn value() -> u8 {
    7
}

#[expect(dead_code)]
#[retry(max = 3, retryable = [Error::Busy])]
async fn never_called() -> Result<u8, Error> {
    Err(Error::Busy)
}

#[expect(dead_code)]
#[retry(max = 3, retryable = [Error::Busy], blocking)]
fn never_called_blocking() -> Result<u8, Error> {
    Err(Error::Gone)
}

#[expect(dead_code)]
#[retry(max = 3, retryable = [Error::Busy])]
fn never_called_boxed() -> BoxFuture<'static, Result<u8, Error>> {
    async move { Err(Error::Gone) }.boxed()
}

struct Client;

impl Client {
    #[expect(dead_code)]
    #[retry(max = 3, retryable = [Error::Busy])]
    async fn never_called(&self) -> Result<u8, Error> {
        Err(Error::Gone)
    }
}

#[expect(unused_variables, clippy::needless_pass_by_ref_mut)]
#[retry(max = 3, retryable = [Error::Busy])]
async fn arguments(unused: u8, list: &mut [u8]) -> Result<usize, Error> {
    Ok(list.len())
}

#[expect(unused_mut)]
#[retry(max = 3, retryable = [Error::Busy])]
async fn mutable(mut argument: u8) -> Result<u8, Error> {
    Ok(argument)
}

#[expect(unused_variables)]
#[retry(max = 3, retryable = [Error::Busy], attempt = n)]
async fn unused_attempt() -> Result<u8, Error> {
    Ok(value())
}

#[expect(unreachable_code)]
#[retry(max = 3, retryable = [Error::Busy])]
async fn returns(early: bool) -> Result<u8, Error> {
    if early {
        return Err(Error::Gone);
        let _: u8 = value();
    }
    Ok(1)
}

#[expect(non_snake_case)]
#[retry(max = 3, retryable = [Error::Busy])]
async fn Name() -> Result<u8, Error> {
    Ok(1)
}

#[expect(clippy::let_and_return)]
#[retry(max = 3, retryable = [Error::Busy])]
async fn in_the_body(list: &[u8]) -> Result<u8, Error> {
    #[expect(dead_code)]
    const fn helper() {}
    #[expect(unused_variables)]
    let unused = 1;
    #[expect(unused_mut)]
    let mut sum = 0;
    #[expect(unused_must_use)]
    {
        value();
    }
    #[expect(clippy::needless_range_loop)]
    for index in 0..list.len() {
        assert_eq!(list[index], sum);
    }
    #[expect(clippy::redundant_clone, reason = "of the nursery")]
    let text = String::from("a").clone();
    let result = if text.len() > 9 { Err(Error::Gone) } else { Ok(sum + 1) };
    result
}

#[async_trait]
trait Service {
    async fn load(&self, argument: u8) -> Result<u8, Error>;
}

#[async_trait]
impl Service for Client {
    #[expect(unused_variables)]
    #[retry(max = 3, retryable = [Error::Busy])]
    async fn load(&self, argument: u8) -> Result<u8, Error> {
        #[expect(unused_mut)]
        let mut number = value();
        Ok(number)
    }
}

#[test]
fn all_but_the_dead_ones_are_called() {
    assert_eq!(arguments(1, &mut [0]).now_or_never().unwrap().unwrap(), 1);
    assert_eq!(mutable(1).now_or_never().unwrap().unwrap(), 1);
    assert_eq!(unused_attempt().now_or_never().unwrap().unwrap(), 7);
    assert!(returns(true).now_or_never().unwrap().is_err() && returns(false).now_or_never().unwrap().is_ok());
    assert_eq!(Name().now_or_never().unwrap().unwrap(), 1);
    assert_eq!(in_the_body(&[0]).now_or_never().unwrap().unwrap(), 1);
    assert_eq!(Client.load(1).now_or_never().unwrap().unwrap(), 7);
}
