//! `self` in all its forms.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use retry_runtime::retry;

use crate::functions::{Calls, Error, now};

struct Client {
    calls: Calls,
    tries: u32,
}

impl Client {
    fn new() -> Self {
        let calls = Calls::failing(2);
        Self { calls, tries: 0 }
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn by_ref(&self) -> Result<u32, Error> {
        self.calls.next()
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn by_mut(&mut self) -> Result<u32, Error> {
        self.tries += 1;
        let tries = &mut self.tries;
        *tries += 10;
        self.calls.next()
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn by_value(self) -> Result<u32, Error> {
        self.calls.next()
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn by_mut_value(mut self) -> Result<u32, Error> {
        self.tries += 1;
        self.calls.next().map(|_| self.tries)
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn by_arc(self: Arc<Self>) -> Result<u32, Error> {
        self.calls.next()
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn by_ref_to_arc(self: &Arc<Self>) -> Result<usize, Error> {
        let other = Self::keep(self.clone());
        other.calls.next().map(|_| Arc::strong_count(self))
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn by_rc(self: Rc<Self>) -> Result<u32, Error> {
        self.calls.next()
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn by_box(self: Box<Self>) -> Result<u32, Error> {
        self.calls.next()
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn by_pin(mut self: Pin<&mut Self>) -> Result<u32, Error> {
        self.tries += 1;
        self.calls.next()
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn by_lifetime<'a>(&'a self, name: &'a str) -> Result<(u32, &'a str), Error> {
        Ok((self.calls.next()?, name))
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn none(calls: &Calls) -> Result<Self, Error> {
        calls.next()?;
        Ok(Self::new())
    }

    fn keep(this: Arc<Self>) -> Arc<Self> {
        this
    }
}

#[test]
fn references() {
    assert_eq!(now(Client::new().by_ref()), Ok(3));
    let mut client = Client::new();
    assert_eq!(now(client.by_mut()), Ok(3));
    assert_eq!(client.tries, 33, "one client through all attempts");
    assert_eq!(now(Pin::new(&mut client).by_pin()), Ok(4));
    let client = Client::new();
    let name = String::from("name");
    assert_eq!(now(client.by_lifetime(&name)), Ok((3, "name")));
}

#[test]
fn values_and_pointers() {
    assert_eq!(now(Client::new().by_value()), Ok(3));
    assert_eq!(now(Client::new().by_mut_value()), Ok(3), "the same value in each attempt");
    assert_eq!(now(Arc::new(Client::new()).by_arc()), Ok(3));
    assert_eq!(now(Arc::new(Client::new()).by_ref_to_arc()), Ok(2), "failed attempts keep nothing");
    assert_eq!(now(Rc::new(Client::new()).by_rc()), Ok(3));
    assert_eq!(now(Box::new(Client::new()).by_box()), Ok(3));
}

#[test]
fn no_receiver() {
    let calls = Calls::failing(2);
    assert!(now(Client::none(&calls)).is_ok());
    assert_eq!(calls.made(), 3);
}
