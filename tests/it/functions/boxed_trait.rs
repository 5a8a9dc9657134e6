//! Inside `#[async_trait]`, in an `impl` and as a default, with every receiver.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use async_trait::async_trait;
use retry_runtime::retry;

use crate::functions::{Calls, Error, now};

#[async_trait]
trait Service: Send + Sync {
    async fn by_ref(&self, id: u32) -> Result<u32, Error>;
    async fn by_mut(&mut self, names: &[String]) -> Result<String, Error>;
    async fn by_value(self: Box<Self>) -> Result<u32, Error>;
    async fn by_arc(self: Arc<Self>, owned: String) -> Result<String, Error>;
    async fn by_pin(self: Pin<&mut Self>) -> Result<u32, Error>;
    async fn taken_apart(&self, (name, number): (&str, u8), mut list: Vec<u8>) -> Result<String, Error>;
    async fn cloned(&self, list: Vec<u8>) -> Result<Vec<u8>, Error>;

    fn calls(&self) -> &Calls;

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], attempt = n)]
    async fn default_method(&self) -> Result<u32, Error> {
        self.calls().next().map(|number| number * 10 + n.number())
    }
}

struct Client {
    calls: Calls,
    tries: u32,
}

#[async_trait]
impl Service for Client {
    #[retry(max = 3, backoff = none, retryable = [|error| *error == Error::Busy && self.calls.made() <= id])]
    async fn by_ref(&self, id: u32) -> Result<u32, Error> {
        tokio::task::yield_now().await;
        let number = self.calls.next()?;
        if number > 7 {
            return Err(Error::Gone);
        }
        Ok(number + id)
    }

    #[retry(max = 3, backoff = none, retryable = [|error| *error == Error::Busy && self.tries < 3])]
    async fn by_mut(&mut self, names: &[String]) -> Result<String, Error> {
        self.tries += 1;
        self.calls.next()?;
        names.first().cloned().ok_or(Error::Gone)
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy if self.tries == 0])]
    async fn by_value(self: Box<Self>) -> Result<u32, Error> {
        self.calls.next()
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn by_arc(self: Arc<Self>, owned: String) -> Result<String, Error> {
        let this = Arc::clone(&self);
        this.calls.next()?;
        Ok(format!("{owned} {}", Arc::strong_count(&self)))
    }

    #[retry(max = 3, backoff = none, retryable = [|_: &Error| self.tries < 3])]
    async fn by_pin(mut self: Pin<&mut Self>) -> Result<u32, Error> {
        self.tries += 1;
        self.calls.next()
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn taken_apart(&self, (name, number): (&str, u8), mut list: Vec<u8>) -> Result<String, Error> {
        list.push(number);
        self.calls.next()?;
        Ok(format!("{name} {list:?}"))
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], clone(list))]
    async fn cloned(&self, mut list: Vec<u8>) -> Result<Vec<u8>, Error> {
        list.push(1);
        let moved = list;
        self.calls.next()?;
        Ok(moved)
    }

    fn calls(&self) -> &Calls {
        &self.calls
    }
}

fn client() -> Client {
    let calls = Calls::failing(2);
    Client { calls, tries: 0 }
}

#[tokio::test]
async fn every_receiver() {
    assert_eq!(client().by_ref(2).await, Ok(5));
    assert_eq!(client().by_ref(1).await, Err(Error::Busy), "its predicate says no to the second failure");
    assert_eq!(client().by_mut(&["a".to_owned()]).await.as_deref(), Ok("a"));
    assert_eq!(Box::new(client()).by_value().await, Ok(3));
    assert_eq!(Arc::new(client()).by_arc("a".into()).await.as_deref(), Ok("a 2"));
    assert_eq!(Pin::new(&mut client()).by_pin().await, Ok(3));
}

#[test]
fn arguments_and_defaults() {
    assert_eq!(now(client().taken_apart(("a", 7), vec![])).as_deref(), Ok("a [7, 7, 7]"));
    assert_eq!(now(client().cloned(vec![0])), Ok(vec![0, 1]));
    assert_eq!(now(client().default_method()), Ok(33));
}

#[tokio::test]
async fn as_an_object_on_another_thread() {
    let service: Box<dyn Service> = Box::new(client());
    assert_eq!(tokio::spawn(async move { service.by_ref(2).await }).await.unwrap(), Ok(5));
}

#[async_trait(?Send)]
trait Local {
    async fn load(&self, name: &str) -> Result<Rc<str>, Error>;
}

#[async_trait(?Send)]
impl Local for Rc<Client> {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy])]
    async fn load(&self, name: &str) -> Result<Rc<str>, Error> {
        let held = Rc::clone(self);
        std::future::ready(()).await;
        held.calls.next()?;
        Ok(name.into())
    }
}

#[async_trait]
trait Generic<T> {
    async fn load<'a, U>(&'a self, value: &'a U) -> anyhow::Result<Vec<T>>
    where
        U: Sync + Into<u32> + Clone;
}

#[async_trait]
impl<T: Default + Send> Generic<T> for Client {
    #[retry(max = 3, backoff = none, retryable = [Error])]
    async fn load<'a, U>(&'a self, value: &'a U) -> anyhow::Result<Vec<T>>
    where
        U: Sync + Into<u32> + Clone,
    {
        let count = self.calls.next()? + value.clone().into();
        Ok((0..count).map(|_| T::default()).collect())
    }
}

#[test]
fn without_send_and_with_parameters() {
    assert_eq!(now(Local::load(&Rc::new(client()), "a")).as_deref(), Ok("a"));
    let items: Vec<String> = now(Generic::load(&client(), &1_u8)).unwrap();
    assert_eq!(items, vec![String::new(); 4]);
}
