//! `once(..)`: a value that is made before the first attempt and is the same in all of them.

use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Mutex;

use async_trait::async_trait;
use retry_runtime::retry;

use crate::functions::{Calls, Error, count, now};

/// A service that keeps the keys it was sent, and fails as often as it was told.
#[derive(Default)]
struct Service {
    calls: Calls,
    keys: Mutex<Vec<u32>>,
}

impl Service {
    fn failing(failing: u32) -> Self {
        Self { calls: Calls::failing(failing), ..Self::default() }
    }

    fn send(&self, key: u32) -> Result<u32, Error> {
        self.keys.lock().unwrap().push(key);
        self.calls.next()
    }

    fn keys(&self) -> Vec<u32> {
        self.keys.lock().unwrap().clone()
    }

    fn new_key(&self) -> u32 {
        count() + self.calls.made()
    }
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy], once(key = count()))]
async fn charged_once(service: &Service) -> Result<u32, Error> {
    service.send(key)
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn charged_thrice(service: &Service) -> Result<u32, Error> {
    let key = count();
    service.send(key)
}

#[test]
fn a_key_stays_the_same_in_all_attempts() {
    let service = Service::failing(2);
    assert_eq!(now(charged_once(&service)), Ok(3));
    assert_eq!(service.keys(), [1, 1, 1]);
    assert_eq!(now(charged_once(&service)), Ok(4));
    assert_eq!(service.keys(), [1, 1, 1, 2], "another call has another key");
}

#[test]
fn a_key_that_the_body_makes_is_another_in_each_attempt() {
    let service = Service::failing(2);
    assert_eq!(now(charged_thrice(&service)), Ok(3));
    assert_eq!(service.keys(), [1, 2, 3]);
}

/// One value after the other sees those before it; so do all other expressions of the attribute.
#[test]
fn what_is_bound_is_seen_everywhere() {
    #[retry(
        max = 3,
        backoff = none,
        retryable = [Error::Busy],
        once(key = count(), text = format!("key {key}"), seen = Mutex::new(Vec::new())),
        clone(text),
        on_retry = |retry| seen.lock().unwrap().push((key, text.clone(), retry.attempt)),
        attempt = n,
    )]
    async fn load(calls: &Calls) -> Result<(String, Vec<(u32, String, u32)>), Error> {
        let moved: String = text;
        assert_eq!(n.number(), calls.made() + 1);
        calls.next()?;
        Ok((moved, std::mem::take(&mut *seen.lock().unwrap())))
    }
    let (text, seen) = now(load(&Calls::failing(2))).unwrap();
    assert_eq!(text, "key 1");
    assert_eq!(seen, [(1, "key 1".to_owned(), 1), (1, "key 1".to_owned(), 2)]);
}

fn granted(calls: &Calls) -> impl Future<Output = Result<u32, Error>> {
    ready(calls.next())
}

#[derive(Debug, PartialEq, Eq)]
struct Wrapped(Error);

impl From<Error> for Wrapped {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

#[retry(max = 3, backoff = none, non_retryable = [Wrapped(Error::Gone)], once(token = granted(tokens).await?))]
async fn with_a_token(tokens: &Calls, calls: &Calls) -> Result<u32, Wrapped> {
    calls.next()?;
    Ok(token)
}

#[test]
fn an_error_before_the_first_attempt_ends_the_call() {
    let (tokens, calls) = (Calls::failing(1), Calls::failing(2));
    assert_eq!(now(with_a_token(&tokens, &calls)), Err(Wrapped(Error::Busy)));
    assert_eq!((tokens.made(), calls.made()), (1, 0), "no retry, and no attempt");
    assert_eq!(now(with_a_token(&tokens, &calls)), Ok(2));
    assert_eq!((tokens.made(), calls.made()), (2, 3));
}

impl Service {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], once(key = self.new_key()))]
    async fn by_method(&self) -> Result<u32, Error> {
        self.send(key)
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], once(key = self.new_key()), blocking)]
    fn by_blocking(&self) -> Result<u32, Error> {
        self.send(key)
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], once(key = self.new_key()))]
    fn by_future(&self) -> impl Future<Output = Result<u32, Error>> + '_ {
        let service = self;
        async move { service.send(key) }
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], once(key = granted(&self.calls).await?))]
    fn by_boxed(&self) -> Pin<Box<dyn Future<Output = Result<u32, Error>> + '_>> {
        Box::pin(async move { self.send(key) })
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], once(key = make(self)))]
    async fn generic<F: Fn(&Self) -> K, K: Copy + Into<u32>>(&self, make: F) -> Result<u32, Error> {
        self.send(key.into())
    }
}

#[async_trait]
trait Charge {
    async fn charge(&self) -> Result<u32, Error>;
}

#[async_trait]
impl Charge for Service {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], once(key = self.new_key()))]
    async fn charge(&self) -> Result<u32, Error> {
        self.send(key)
    }
}

#[test]
fn every_kind_of_function() {
    fn same_key(call: impl FnOnce(&Service) -> Result<u32, Error>) {
        let service = Service::failing(2);
        assert_eq!(call(&service), Ok(3));
        let keys = service.keys();
        assert_eq!(keys, [keys[0]; 3]);
    }
    same_key(|service| now(service.by_method()));
    same_key(Service::by_blocking);
    same_key(|service| now(service.by_future()));
    same_key(|service| now(service.generic(Service::new_key)));
    same_key(|service| now(service.charge()));
    let service = Service::failing(1);
    assert_eq!(now(service.by_boxed()), Err(Error::Busy));
    assert_eq!(now(service.by_boxed()), Ok(3));
    assert_eq!(service.keys(), [2]);
}

retry_runtime::policy! {
    static SHARED: Error = (max = 3, backoff = none, retryable = [Error::Busy]);
}

#[test]
fn beside_a_policy() {
    #[retry(policy = SHARED, once(key = count()))]
    async fn load(service: &Service) -> Result<u32, Error> {
        service.send(key)
    }
    let service = Service::failing(2);
    assert_eq!(now(load(&service)), Ok(3));
    assert_eq!(service.keys(), [1, 1, 1]);
}
