//! Plain functions: they wait on their thread.

use std::io::{self, Read};
use std::time::Duration;

use retry_runtime::retry;

use crate::functions::{Calls, Error, count};

struct Reader {
    calls: Calls,
    seen: Vec<u8>,
}

impl Reader {
    #[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy])]
    fn read(&mut self, mut source: &[u8]) -> Result<usize, Error> {
        let number = self.calls.next()?;
        let length = source.read_to_end(&mut self.seen).map_err(|_| Error::Gone)?;
        if number > 7 {
            return Err(Error::Gone);
        }
        Ok(length)
    }

    #[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy], attempt = n, clone(list))]
    #[expect(clippy::needless_pass_by_value, reason = "each attempt has its own")]
    fn moves(&self, mut list: Vec<u32>) -> Result<Vec<u32>, Error> {
        list.push(n.number());
        let moved = list;
        self.calls.next().and(Ok(moved))
    }
}

#[retry(max = 3, backoff = none, within = 1h, blocking, retryable = [|error| error.kind() == io::ErrorKind::WouldBlock])]
fn borrows<'a>(calls: &Calls, text: &'a str) -> io::Result<&'a str> {
    let Ok(_) = calls.next() else {
        return Err(io::ErrorKind::WouldBlock.into());
    };
    Ok(text)
}

#[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy])]
fn calls_back(calls: &Calls, mut each: impl FnMut()) -> Result<u32, Error> {
    each();
    calls.next()
}

#[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy])]
fn items() -> Result<impl Iterator<Item = u32>, Error> {
    let number = count();
    if number < 3 { Err(Error::Busy) } else { Ok(0..number) }
}

#[test]
fn they_run() {
    let mut reader = Reader { calls: Calls::failing(2), seen: Vec::new() };
    assert_eq!(reader.read(b"abc"), Ok(3));
    assert_eq!(reader.seen, b"abc");
    let reader = Reader { calls: Calls::failing(2), seen: Vec::new() };
    assert_eq!(reader.moves(vec![0]), Ok(vec![0, 3]));
    assert_eq!(borrows(&Calls::failing(2), "a").unwrap(), "a");
    let mut calls = 0;
    assert_eq!(calls_back(&Calls::failing(2), || calls += 1), Ok(3));
    assert_eq!(calls, 3);
    assert_eq!(items().unwrap().count(), 3);
}

#[test]
fn they_wait_outside_any_runtime_and_not_less_than_they_should() {
    #[retry(max = 3, backoff = exp(2ms), blocking, retryable = [Error::Busy])]
    fn load(calls: &Calls) -> Result<u32, Error> {
        calls.next()
    }
    let start = std::time::Instant::now();
    assert_eq!(load(&Calls::failing(2)), Ok(3));
    assert!(start.elapsed() >= Duration::from_millis(6), "a sleep is never shorter than asked");
}

trait Service {
    fn load(&self) -> Result<u32, Error>;

    #[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy])]
    fn default_method(&self) -> Result<u32, Error> {
        self.load()
    }
}

impl Service for Calls {
    #[retry(max = 2, backoff = none, blocking, retryable = [Error::Busy])]
    fn load(&self) -> Result<u32, Error> {
        self.next()
    }
}

#[test]
fn in_traits() {
    assert_eq!(Calls::failing(1).load(), Ok(2));
    let service: &dyn Service = &Calls::failing(5);
    assert_eq!(service.default_method(), Ok(6), "three times two attempts");
}
