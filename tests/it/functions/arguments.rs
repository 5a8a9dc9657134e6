//! Parameters: owned, borrowed, taken apart, and cloned for each attempt.

use std::sync::Arc;

use retry_runtime::retry;

use crate::functions::{Calls, Error, now};

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn owned(calls: Arc<Calls>, text: String, number: u8) -> Result<String, Error> {
    calls.next()?;
    Ok(format!("{text} {number}"))
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn mutable(calls: &Calls, mut text: String) -> Result<String, Error> {
    text.push('!');
    calls.next().map(|_| text.clone())
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn borrowed(calls: &Calls, seen: &mut Vec<u32>) -> Result<(), Error> {
    seen.push(calls.made());
    calls.next()?;
    Ok(())
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn taken_apart(
    (calls, mut number): (&Calls, u32),
    [first, .., last]: &[u8; 4],
    Range { start, end: stop }: Range,
    _: String,
) -> Result<u32, Error> {
    number += start + stop + u32::from(*first) + u32::from(*last);
    calls.next().map(|_| number)
}

struct Range {
    start: u32,
    end: u32,
}

#[test]
fn owned_and_borrowed() {
    assert_eq!(now(owned(Calls::failing(2).into(), "a".into(), 1)).as_deref(), Ok("a 1"));
    let mut seen = Vec::new();
    assert_eq!(now(borrowed(&Calls::failing(2), &mut seen)), Ok(()));
    assert_eq!(seen, [0, 1, 2]);
}

#[test]
fn a_mut_parameter_keeps_its_changes() {
    assert_eq!(now(mutable(&Calls::failing(2), "a".into())).as_deref(), Ok("a!!!"));
}

#[test]
fn patterns() {
    let range = Range { start: 10, end: 100 };
    let sum = now(taken_apart((&Calls::failing(2), 0), &[1, 9, 9, 2], range, String::new()));
    assert_eq!(sum, Ok(3 * 113), "a binding of a pattern keeps its changes, too");
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn generic(
    calls: &Calls,
    name: impl Into<String> + Clone,
    items: &[impl AsRef<str>],
    twice: &dyn Fn(usize) -> usize,
) -> Result<(String, usize), Error> {
    calls.next()?;
    Ok((name.clone().into(), twice(items.iter().map(|item| item.as_ref().len()).sum())))
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn closures<F: AsyncFn(u32) -> u32>(calls: &Calls, each: F, mut all: impl FnMut(u32)) -> Result<u32, Error> {
    all(calls.made());
    Ok(each(calls.next()?).await)
}

#[test]
fn impl_trait_dyn_and_closures() {
    let outcome = now(generic(&Calls::failing(2), "name", &["ab", "c"], &|n| n * 2));
    assert_eq!(outcome, Ok(("name".to_owned(), 6)));
    let mut seen = 0;
    assert_eq!(now(closures(&Calls::failing(2), async |n| n * 7, |made| seen += 1 + made)), Ok(21));
    assert_eq!(seen, 1 + 2 + 3);
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy], clone(name, list))]
async fn cloned(calls: &Calls, name: String, mut list: Vec<u8>) -> Result<(String, Vec<u8>), Error> {
    list.push(1);
    let moved = (name, list);
    calls.next()?;
    Ok(moved)
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy], clone(name))]
async fn cloned_binding(calls: &Calls, (name, number): (String, u8)) -> Result<(String, u8), Error> {
    let moved = name;
    calls.next()?;
    Ok((moved, number))
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy], clone(list))]
fn cloned_late(calls: &Calls, mut list: Vec<u8>) -> impl Future<Output = Result<Vec<u8>, Error>> {
    list.push(1);
    async move {
        list.push(2);
        let moved = list;
        calls.next()?;
        Ok(moved)
    }
}

#[test]
fn a_cloned_parameter_is_new_in_each_attempt() {
    let outcome = now(cloned(&Calls::failing(2), "a".into(), vec![0]));
    assert_eq!(outcome, Ok(("a".to_owned(), vec![0, 1])), "the list was changed once, not three times");
    assert_eq!(now(cloned_late(&Calls::failing(2), vec![0])), Ok(vec![0, 1, 2]));
    assert_eq!(now(cloned_binding(&Calls::failing(2), ("a".into(), 1))), Ok(("a".to_owned(), 1)));
}

#[test]
fn what_each_attempt_moves_is_dropped_with_it() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], clone(shared))]
    async fn keep(calls: &Calls, shared: Arc<()>, seen: &mut Vec<usize>) -> Result<Arc<()>, Error> {
        let mine = shared;
        seen.push(Arc::strong_count(&mine));
        calls.next()?;
        Ok(mine)
    }
    let mut seen = Vec::new();
    assert!(now(keep(&Calls::failing(2), Arc::new(()), &mut seen)).is_ok());
    assert_eq!(seen, [2, 2, 2]);
}
