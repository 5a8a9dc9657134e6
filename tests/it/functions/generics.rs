//! Type, const and lifetime parameters, and where clauses.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;

use retry_runtime::retry;

use crate::functions::{Calls, Error, now};

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn typed<T, U>(calls: &Calls, value: T) -> Result<U, Error>
where
    T: Clone + Into<U>,
    U: Debug,
{
    calls.next()?;
    Ok(value.clone().into())
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn sized<const N: usize, T: Default + Copy>(calls: &Calls) -> Result<[T; N], Error> {
    calls.next()?;
    Ok([T::default(); N])
}

/// The error is a parameter, and a predicate is a trait's method.
#[retry(max = 3, backoff = none, retryable = [E::is_busy])]
async fn any_error<E: Busy + From<Error>>(calls: &Calls) -> Result<u32, E> {
    Ok(calls.next()?)
}

trait Busy {
    fn is_busy(&self) -> bool;
}

#[derive(Debug, PartialEq)]
struct Wrapped(Error);

impl From<Error> for Wrapped {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl Busy for Wrapped {
    fn is_busy(&self) -> bool {
        self.0 == Error::Busy
    }
}

#[test]
fn parameters() {
    assert_eq!(now(typed::<&str, String>(&Calls::failing(2), "a")).as_deref(), Ok("a"));
    assert_eq!(now(sized::<2, u8>(&Calls::failing(2))), Ok([0, 0]));
    assert_eq!(now(any_error::<Wrapped>(&Calls::failing(2))), Ok(3));
    assert_eq!(now(any_error(&Calls::failing(3))), Err(Wrapped(Error::Busy)));
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn named<'a, 'b: 'a>(calls: &Calls, one: &'a str, other: &'b str) -> Result<(&'a str, &'b str), Error> {
    calls.next()?;
    Ok((one, other))
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn elided(calls: &Calls) -> Result<Cow<'_, str>, Error> {
    match calls.next() {
        Ok(number) if number > 7 => Ok(Cow::Borrowed("many")),
        Ok(number) => Ok(number.to_string().into()),
        Err(error) => Err(error),
    }
}

#[retry(max = 3, backoff = none, retryable = [Failure::Busy])]
async fn in_the_error<'a>(calls: &Calls, name: &'a str) -> Result<u32, Failure<'a>> {
    let busy = if name.is_empty() { Failure::Gone } else { Failure::Busy(name) };
    calls.next().or(Err(busy))
}

#[derive(Debug, PartialEq)]
enum Failure<'a> {
    Busy(&'a str),
    Gone,
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn of_the_item<'m, K: Hash + Eq, V>(calls: &Calls, map: &'m HashMap<K, V>, key: &K) -> Result<&'m V, Error> {
    calls.next()?;
    map.get(key).ok_or(Error::Gone)
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn higher_ranked<F>(calls: &Calls, length: F) -> Result<usize, Error>
where
    F: for<'x> Fn(&'x str) -> &'x [u8],
{
    calls.next()?;
    Ok(length("abc").len())
}

#[retry(max = 3, backoff = none, retryable = [Error::Busy])]
async fn angles_and_arrows<F: Fn(u8) -> u8, G, T: PartialOrd<Vec<u8>>, const N: usize>(
    calls: &Calls,
    (each, all): (F, G),
    value: T,
    list: [u8; { if 3 > 1 { 2 } else { 1 } } as usize],
) -> Result<fn(usize) -> usize, Error>
where
    [u8; { 2 > 1 } as usize]: Sized,
    G: FnOnce() -> Result<Vec<u8>, Error> + Copy,
{
    calls.next()?;
    let greater = value > all()? && each(list[0]) == 1;
    Ok(if greater { |number| number * N } else { |_| 0 })
}

#[test]
fn a_greater_sign_that_closes_nothing() {
    let calls = Calls::failing(2);
    let call = angles_and_arrows::<_, _, _, 7>(&calls, (|n| n, || Ok(vec![1])), vec![2], [1, 2]);
    assert_eq!(now(call).unwrap()(6), 42);
}

#[test]
fn lifetimes() {
    assert_eq!(now(named(&Calls::failing(2), "a", "b")), Ok(("a", "b")));
    assert_eq!(now(elided(&Calls::failing(2))).as_deref(), Ok("3"));
    let map = HashMap::from([("a", 1)]);
    assert_eq!(now(of_the_item(&Calls::failing(2), &map, &"a")), Ok(&1));
    assert_eq!(now(of_the_item(&Calls::failing(0), &map, &"b")), Err(Error::Gone));
    assert_eq!(now(in_the_error(&Calls::failing(3), "a")), Err(Failure::Busy("a")));
    assert_eq!(now(higher_ranked(&Calls::failing(2), str::as_bytes)), Ok(3));
}
