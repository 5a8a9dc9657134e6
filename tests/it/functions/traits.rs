//! `async fn` in traits: in the `impl`, and as a default.

use retry_runtime::retry;

use crate::functions::{Calls, Error, now};

trait Service {
    type Item;
    type Error: From<Error>;

    async fn load(&self, id: u32) -> Result<Self::Item, Self::Error>;

    fn calls(&self) -> &Calls;

    #[retry(max = 3, backoff = none, retryable = [|error| self.retries(error)])]
    async fn default_method(&self, name: &str) -> Result<String, Self::Error> {
        let number = self.calls().next()?;
        Ok(format!("{name} {number}"))
    }

    fn retries(&self, _: &Self::Error) -> bool {
        true
    }

    /// `Send` without a crate for it.
    fn fetch(&self) -> impl Future<Output = Result<u32, Error>> + Send;

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    fn default_future(&self) -> impl Future<Output = Result<u32, Error>>
    where
        Self: Sync,
    {
        async move { self.calls().next() }
    }
}

struct Client(Calls);

impl Service for Client {
    type Item = u32;
    type Error = Error;

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn load(&self, id: u32) -> Result<u32, Self::Error> {
        Ok(self.0.next()? + id)
    }

    fn calls(&self) -> &Calls {
        &self.0
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn fetch(&self) -> Result<u32, Error> {
        self.0.next()
    }
}

struct Generic<T> {
    calls: Calls,
    value: T,
}

impl<T: Clone> Service for Generic<T> {
    type Item = T;
    type Error = Error;

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn load(&self, _: u32) -> Result<Self::Item, Self::Error> {
        self.calls.next()?;
        Ok(self.value.clone())
    }

    fn calls(&self) -> &Calls {
        &self.calls
    }

    fn retries(&self, error: &Error) -> bool {
        *error == Error::Gone
    }

    fn fetch(&self) -> impl Future<Output = Result<u32, Error>> + Send {
        std::future::ready(Err(Error::Gone))
    }
}

#[test]
fn in_an_impl() {
    assert_eq!(now(Client(Calls::failing(2)).load(1)), Ok(4));
    let service = Generic { calls: Calls::failing(2), value: "a" };
    assert_eq!(now(service.load(1)), Ok("a"));
    assert_eq!(now(service.fetch()), Err(Error::Gone));
}

#[test]
fn as_a_default() {
    assert_eq!(now(Client(Calls::failing(2)).default_method("a")).as_deref(), Ok("a 3"));
    let service = Generic { calls: Calls::failing(2), value: "a" };
    assert_eq!(now(service.default_method("a")), Err(Error::Busy), "its own `retries` says no");
    assert_eq!(now(Client(Calls::failing(2)).default_future()), Ok(3));
}

#[tokio::test]
async fn an_async_fn_can_be_the_send_future_of_a_trait() {
    let task = tokio::spawn(async { Client(Calls::failing(2)).fetch().await });
    assert_eq!(task.await.unwrap(), Ok(3));
}
