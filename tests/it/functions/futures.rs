//! Functions that are not `async` and return a future: their last expression is the async block that is retried.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, LocalBoxFuture};
use retry_runtime::retry;

use crate::functions::{Calls, Error, now};

type Boxed<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
fn pinned<'a>(calls: &'a Calls, name: &'a str) -> Pin<Box<dyn Future<Output = Result<String, Error>> + Send + 'a>> {
    let name = name.to_owned();
    Box::pin(async move {
        calls.next()?;
        Ok(name.clone())
    })
}

#[expect(clippy::manual_async_fn, reason = "what is tested")]
#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
fn returned(calls: &Calls) -> impl Future<Output = Result<u32, Error>> + Send {
    async move { calls.next() }
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
fn box_future(calls: &Calls) -> BoxFuture<'_, Result<u32, Error>> {
    Box::pin(async move { calls.next() })
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
fn boxed(calls: &Calls) -> BoxFuture<'_, Result<u32, Error>> {
    async move { calls.next() }.boxed()
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
fn boxed_local(calls: Rc<Calls>) -> LocalBoxFuture<'static, Result<u32, Error>> {
    async move {
        let held = calls.clone();
        std::future::ready(()).await;
        held.next()
    }
    .boxed_local()
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
fn alias(calls: &Calls) -> Boxed<'_, u32> {
    Box::pin(async move { calls.next() })
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
fn coerced(calls: &Calls) -> BoxFuture<'_, Result<Box<dyn std::fmt::Display>, Error>> {
    Box::pin(async move {
        if calls.next()? > 7 {
            return Ok(Box::new("many"));
        }
        Ok(Box::new(1))
    })
}

#[test]
fn all_ways_to_write_one() {
    assert_eq!(now(pinned(&Calls::failing(2), "a")).as_deref(), Ok("a"));
    assert_eq!(now(returned(&Calls::failing(2))), Ok(3));
    assert_eq!(now(box_future(&Calls::failing(2))), Ok(3));
    assert_eq!(now(boxed(&Calls::failing(2))), Ok(3));
    assert_eq!(now(boxed_local(Calls::failing(2).into())), Ok(3));
    assert_eq!(now(alias(&Calls::failing(2))), Ok(3));
    assert_eq!(now(coerced(&Calls::failing(2))).unwrap().to_string(), "1");
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy], attempt = n, clone(all))]
fn with_keys(calls: &Calls, mut list: Vec<u32>) -> impl Future<Output = Result<Vec<u32>, Error>> {
    list.push(0);
    let all = list;
    async move {
        let mut moved = all;
        moved.push(n.number());
        calls.next()?;
        Ok(moved)
    }
}

#[test]
fn what_stands_before_the_block_runs_once() {
    assert_eq!(now(with_keys(&Calls::failing(2), vec![7])), Ok(vec![7, 0, 3]));
}

#[test]
fn a_variable_that_is_changed_before_the_block_keeps_its_mut() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], clone(list))]
    fn changed(calls: &Calls, list: Vec<u32>) -> impl Future<Output = Result<Vec<u32>, Error>> {
        let mut list = list;
        list.push(1);
        async move {
            let moved = list;
            calls.next()?;
            Ok(moved)
        }
    }
    assert_eq!(now(changed(&Calls::failing(2), vec![0])), Ok(vec![0, 1]));
}

#[test]
fn what_stands_before_the_block_may_look_like_one() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    fn blocks<'a>(calls: &'a Calls, text: &str) -> BoxFuture<'a, Result<usize, Error>> {
        async fn length(text: &str) -> usize {
            std::future::ready(text.len()).await
        }
        let add = |number: usize| async move { number + 1 };
        let (one, other) = (async { 1 }, Box::pin(async { 2 }));
        let length = now(length(text)) + now(add(now(one) + now(other)));
        if length == 0 {
            return Box::pin(async { Err(Error::Gone) });
        }
        std::boxed::Box::pin(async move { calls.next().map(|_| length) })
    }
    assert_eq!(now(blocks(&Calls::failing(2), "abc")), Ok(3 + 4));
}

#[test]
fn what_stands_before_the_block_runs_at_the_call() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    fn eager<'a>(calls: &'a Calls, prepared: &mut u32) -> impl Future<Output = Result<u32, Error>> + use<'a> {
        *prepared += 1;
        async move { calls.next() }
    }
    let mut prepared = 0;
    let calls = Calls::failing(2);
    let call = eager(&calls, &mut prepared);
    assert_eq!((prepared, calls.made()), (1, 0));
    assert_eq!(now(call), Ok(3));
    assert_eq!(prepared, 1);
}

struct Client(Calls);

impl Client {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    fn method<'a>(&'a mut self, seen: &'a mut Vec<u32>) -> BoxFuture<'a, Result<u32, Error>> {
        Box::pin(async move {
            seen.push(self.0.made());
            self.0.next()
        })
    }
}

#[test]
fn methods() {
    let mut seen = Vec::new();
    assert_eq!(now(Client(Calls::failing(2)).method(&mut seen)), Ok(3));
    assert_eq!(seen, [0, 1, 2]);
}

#[test]
fn recursion_through_a_box() {
    #[retry(max = 2, backoff = none, retryable = [Error::Busy])]
    async fn walk(calls: &Calls, depth: u32) -> Result<u32, Error> {
        match depth {
            0 => calls.next(),
            _ => Ok(Box::pin(walk(calls, depth - 1)).await? + 1),
        }
    }
    #[retry(max = 2, backoff = none, retryable = [Error::Busy])]
    fn boxed(calls: &Calls, depth: u32) -> BoxFuture<'_, Result<u32, Error>> {
        Box::pin(async move { if depth == 0 { calls.next() } else { boxed(calls, depth - 1).await } })
    }
    assert_eq!(now(walk(&Calls::failing(7), 3)), Ok(8 + 3));
    let calls = Calls::failing(99);
    assert_eq!(now(boxed(&calls, 3)), Err(Error::Busy));
    assert_eq!(calls.made(), 2 * 2 * 2 * 2, "each level retries, as one does by hand");
}
