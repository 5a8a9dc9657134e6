//! Which functions are listed: all, whether or not they are called.
#![allow(dead_code, reason = "functions that nobody calls are what is tested")]

use futures_util::future::BoxFuture;
use retry_runtime::{retry, sites};

use crate::common::Error;
use crate::registry::site;

#[retry(max = 2, retryable = [Error::Busy], name = "listed.never_called")]
async fn never_called() -> Result<(), Error> {
    Ok(())
}

#[retry(max = 2, retryable = [Error::Busy], name = "listed.generic")]
async fn generic<T: Default, const N: usize>() -> Result<[T; N], Error> {
    Err(Error::Gone(N))
}

#[retry(max = 2, retryable = [Error::Busy], blocking, name = "listed.blocking")]
fn blocking() -> Result<(), Error> {
    Ok(())
}

#[retry(max = 2, retryable = [Error::Busy], name = "listed.boxed")]
fn boxed() -> BoxFuture<'static, Result<(), Error>> {
    Box::pin(async move { Ok(()) })
}

struct Client<T>(T);

impl<T> Client<T> {
    #[retry(max = 2, retryable = [Error::Busy], name = "listed.method")]
    async fn method(&self) -> Result<(), Error> {
        Ok(())
    }
}

#[async_trait::async_trait]
trait Load {
    async fn load(&self) -> Result<(), Error>;
}

#[async_trait::async_trait]
impl<T: Send + Sync> Load for Client<T> {
    #[retry(max = 2, retryable = [Error::Busy], name = "listed.async_trait")]
    async fn load(&self) -> Result<(), Error> {
        Ok(())
    }
}

trait Provided {
    #[retry(max = 2, retryable = [Error::Busy], name = "listed.provided")]
    async fn load(&self) -> Result<(), Error> {
        Ok(())
    }
}

mod private {
    use super::*;

    #[retry(max = 2, retryable = [Error::Busy])]
    async fn without_a_name() -> Result<(), Error> {
        Ok(())
    }
}

fn nested() {
    #[retry(max = 2, retryable = [Error::Busy], name = "listed.nested")]
    async fn inner() -> Result<(), Error> {
        Ok(())
    }
}

macro_rules! by_macro {
    ($($name:ident)*) => {$(
        #[retry(max = 2, retryable = [Error::Busy])]
        async fn $name() -> Result<(), Error> {
            Ok(())
        }
    )*};
}

by_macro!(first second);

#[test]
fn every_function_is_listed_once() {
    let names = ["never_called", "generic", "blocking", "boxed", "method", "async_trait", "provided", "nested"]
        .map(|name| format!("listed.{name}"));
    for name in &names {
        assert_eq!(site(name).counts.calls(), 0);
    }
    for name in ["private::without_a_name", "first", "second"] {
        assert_eq!(site(&format!("it::registry::listed::{name}")).max, 2);
    }
}

#[test]
fn they_are_sorted_by_name() {
    let names: Vec<_> = sites().iter().map(|site| site.name).collect();
    assert!(names.is_sorted(), "{names:?}");
}

const HERE: u32 = line!() + 1;
#[retry(max = 2, retryable = [Error::Busy], name = "listed.here")]
async fn here() -> Result<(), Error> {
    Ok(())
}

#[test]
fn a_function_is_found_at_its_attribute() {
    let site = site("listed.here");
    assert_eq!((site.file, site.line), (file!(), HERE));
}
