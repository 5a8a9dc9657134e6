//! The name of a function in its events.

use std::future::Future;

use retry_runtime::retry;

use crate::common::Error;
use crate::common::events::events;

/// The name in the only event of a call.
async fn name_of<T>(call: impl Future<Output = Result<T, Error>>) -> String {
    let (outcome, lines) = events(call).await;
    assert!(outcome.is_err());
    assert_eq!(lines.len(), 1, "{lines:?}");
    let (_, name) = lines[0].split_once("retry.name=\"").unwrap();
    name.split_once('"').unwrap().0.to_owned()
}

mod gemini {
    use super::*;

    #[retry(max = 2, retryable = [Error::Busy])]
    pub async fn embed() -> Result<(), Error> {
        Err(Error::Gone(0))
    }

    #[retry(max = 2, retryable = [Error::Busy], name = "gemini.embed")]
    pub async fn named() -> Result<(), Error> {
        Err(Error::Gone(0))
    }

    pub struct Client;

    impl Client {
        #[retry(max = 2, retryable = [Error::Busy])]
        pub async fn generate<T>(&self) -> Result<T, Error> {
            Err(Error::Gone(0))
        }
    }

    pub trait Service {
        async fn call(&self) -> Result<(), Error>;
    }

    impl Service for Client {
        #[retry(max = 2, retryable = [Error::Busy])]
        async fn call(&self) -> Result<(), Error> {
            Err(Error::Gone(0))
        }
    }
}

#[tokio::test]
async fn it_is_the_module_and_the_function() {
    assert_eq!(name_of(gemini::embed()).await, "events::names::gemini::embed");
    assert_eq!(name_of(gemini::Client.generate::<u8>()).await, "events::names::gemini::generate");
    assert_eq!(name_of(gemini::Service::call(&gemini::Client)).await, "events::names::gemini::call");
}

#[tokio::test]
async fn or_what_the_attribute_says() {
    assert_eq!(name_of(gemini::named()).await, "gemini.embed");
}

#[tokio::test]
async fn a_raw_name_is_told_as_it_is_called() {
    #[retry(max = 2, retryable = [Error::Busy])]
    async fn r#try() -> Result<(), Error> {
        Err(Error::Gone(0))
    }
    assert_eq!(name_of(r#try()).await, "events::names::r#try");
}
