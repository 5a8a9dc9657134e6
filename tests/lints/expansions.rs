//! Every shape of expansion, clean under every lint of this crate.

use std::io;
use std::pin::Pin;

use async_trait::async_trait;
use futures_util::FutureExt;
use retry_runtime::retry;

#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("busy")]
    Busy(u8),
    #[error("gone")]
    Gone,
    #[error("io")]
    Io(#[from] io::Error),
}

const LIMIT: u8 = 7;

const fn is_gone(error: &Error) -> bool {
    matches!(error, Error::Gone)
}

#[retry(max = 3, backoff = none, within = 1h, name = "patterns", attempt = n, retryable = [
    Error::Busy(LIMIT..),
    Error::Io(error) if error.kind() == io::ErrorKind::TimedOut,
])]
async fn patterns(text: &str) -> Result<u8, Error> {
    let length = u8::try_from(text.len()).map_err(|_| Error::Gone)?;
    if n.is_last() { Ok(length) } else { Err(Error::Busy(LIMIT)) }
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy, Error::Io], non_retryable = [Error::Gone])]
async fn both_lists() -> Result<(), Error> {
    Err(Error::Gone)
}

#[retry(max = 3, backoff = none, retryable = [_], non_retryable = [is_gone, |error| error.to_string() == text, source(io::Error)])]
async fn predicates(text: &str) -> Result<(), Error> {
    Err(io::Error::other(text.to_owned()).into())
}

#[retry(max = 3, backoff = "exp(1ms, jitter = decorrelated)", retryable = [io::Error, source(Error::Busy)], clone(text))]
async fn dynamic(mut text: String) -> anyhow::Result<String> {
    text.push('!');
    let moved = text;
    Ok(moved)
}

#[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy])]
fn blocking(list: &mut Vec<u8>) -> Result<usize, Error> {
    list.push(0);
    if list.len() < 3 {
        return Err(Error::Busy(0));
    }
    Ok(list.len())
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
fn boxed(text: &str) -> Pin<Box<dyn Future<Output = Result<usize, Error>> + Send + '_>> {
    Box::pin(async move { Ok(text.len()) })
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn generic<'a, T: Clone + Sync, const N: usize>(
    items: &'a [T; N],
) -> Result<(&'a [T], impl Iterator<Item = T>), Error> {
    let mut copies = items.iter().cloned();
    match copies.next() {
        Some(_) => Ok((items, copies)),
        None => Err(Error::Gone),
    }
}

struct Client {
    tries: u8,
}

impl Client {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy(code) if *code < self.tries])]
    async fn method(&mut self) -> Result<u8, Error> {
        self.tries += 1;
        Ok(self.tries)
    }
}

#[async_trait]
trait Service {
    async fn load(&mut self, text: String) -> Result<String, Error>;

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn default_method(&self, (one, other): (u8, u8)) -> Result<u8, Error> {
        Ok(one + other)
    }
}

#[async_trait]
impl Service for Client {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy if self.tries < 3], clone(text))]
    async fn load(&mut self, mut text: String) -> Result<String, Error> {
        self.tries += 1;
        text.push('!');
        let moved = text;
        Ok(moved)
    }
}

trait Native {
    async fn load(&self) -> Result<u8, Error>;
}

impl Native for Client {
    #[tracing::instrument(skip_all)]
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], crate = ::retry_runtime)]
    async fn load(&self) -> Result<u8, Error> {
        Ok(self.tries)
    }
}

#[test]
fn they_are_called_and_right() {
    assert_eq!(patterns("abc").now_or_never().unwrap().unwrap(), 3);
    assert!(both_lists().now_or_never().unwrap().is_err());
    assert!(predicates("io").now_or_never().unwrap().is_err());
    assert_eq!(dynamic("a".to_owned()).now_or_never().unwrap().unwrap(), "a!");
    assert_eq!(blocking(&mut Vec::new()).unwrap(), 3);
    assert_eq!(boxed("abc").now_or_never().unwrap().unwrap(), 3);
    let (items, copies) = generic(&[1, 2]).now_or_never().unwrap().unwrap();
    assert_eq!((items.len(), copies.sum::<u8>()), (2, 2));
    let mut client = Client { tries: 0 };
    assert_eq!(client.method().now_or_never().unwrap().unwrap(), 1);
    assert_eq!(Service::load(&mut client, "a".to_owned()).now_or_never().unwrap().unwrap(), "a!");
    assert_eq!(client.default_method((1, 2)).now_or_never().unwrap().unwrap(), 3);
    assert_eq!(Native::load(&client).now_or_never().unwrap().unwrap(), 2);
}
