//! A breaker on every kind of function.

use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use retry_runtime::BreakerState::Open;
use retry_runtime::{CircuitBreaker, retry};

use crate::common::limited::Error;
use crate::common::{Service, Step};

struct Client {
    service: Service,
    breaker: CircuitBreaker,
    shared: Arc<CircuitBreaker>,
    calls: usize,
}

impl Client {
    fn new() -> Self {
        let breaker = CircuitBreaker::new("service").consecutive(2);
        let shared = Arc::new(CircuitBreaker::new("service").consecutive(2));
        Self { service: Service::new(&[Step::Busy; 2]), breaker, shared, calls: 0 }
    }

    fn call_mut(&mut self) -> Result<usize, Error> {
        self.calls += 1;
        Ok(self.service.call()?)
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(self.breaker))]
    async fn fields(&mut self) -> Result<usize, Error> {
        self.calls += 1;
        Ok(self.service.call()?)
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(self.shared.clone()))]
    async fn whole(&mut self) -> Result<usize, Error> {
        self.call_mut()
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(self.breaker), blocking)]
    fn blocking(&self) -> Result<usize, Error> {
        Ok(self.service.call()?)
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(self.breaker))]
    fn boxed<'a>(&'a self) -> Pin<Box<dyn Future<Output = Result<usize, Error>> + Send + 'a>> {
        Box::pin(async move { Ok(self.service.call()?) })
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(self.breaker))]
    async fn generic<T: From<u8>, F>(&self, map: F) -> Result<T, Error>
    where
        F: Fn(usize) -> T + Sync,
    {
        Ok(map(self.service.call()?))
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(self.breaker))]
    async fn opaque(&self) -> Result<impl Display + use<'_>, Error> {
        Ok(self.service.call()?)
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(self.breaker), clone(text), attempt = n)]
    async fn with_other_keys(&self, text: String) -> Result<usize, Error> {
        let owned = text;
        assert_eq!((owned.as_str(), n.max()), ("text", 3));
        Ok(self.service.call()?)
    }

    #[retry(policy = POLICY, breaker(self.breaker))]
    async fn of_a_policy(&self) -> Result<usize, Error> {
        Ok(self.service.call()?)
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(self.breaker))]
    async fn by_arc(self: Arc<Self>) -> Result<usize, Error> {
        Ok(self.service.call()?)
    }
}

retry_runtime::policy! {
    static POLICY: Error = (max = 3, backoff = none, retryable = [Error::Busy])
}

#[async_trait::async_trait]
trait Load {
    async fn load(&self) -> Result<usize, Error>;
    async fn load_mut(&mut self) -> Result<usize, Error>;
}

#[async_trait::async_trait]
impl Load for Client {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy],
        breaker(self.breaker, trips_on = [|error| matches!(error, Error::Busy(call) if *call > self.calls)]))]
    async fn load(&self) -> Result<usize, Error> {
        Ok(self.service.call()?)
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], breaker(self.shared.clone()))]
    async fn load_mut(&mut self) -> Result<usize, Error> {
        self.call_mut()
    }
}

/// Proves that a call on a new client is refused its third attempt, and that the next call is refused.
macro_rules! functions {
    ($($name:ident: $client:ident.$breaker:ident, $call:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[allow(unused_mut, reason = "some need it")]
            let mut $client = Client::new();
            assert_eq!($call.err(), Some(Error::Busy(2)));
            assert_eq!($client.$breaker.state(), Open);
            assert!(matches!($call.err(), Some(Error::Open(_))));
        }
    )*};
}

functions! {
    a_method_that_changes_other_fields: client.breaker, client.fields().await;
    a_method_that_changes_itself: client.shared, client.whole().await;
    a_blocking_function: client.breaker, client.blocking();
    a_boxed_future: client.breaker, client.boxed().await;
    a_generic_function: client.breaker, client.generic::<u64, _>(|number| number as u64).await;
    a_function_of_an_opaque_type: client.breaker, client.opaque().await;
    a_function_with_other_keys: client.breaker, client.with_other_keys("text".to_owned()).await;
    a_function_of_a_policy: client.breaker, client.of_a_policy().await;
    an_async_trait: client.breaker, client.load().await;
    an_async_trait_that_changes_itself: client.shared, client.load_mut().await;
}

#[tokio::test(start_paused = true)]
async fn a_method_of_an_arc() {
    let client = Arc::new(Client::new());
    assert_eq!(client.clone().by_arc().await, Err(Error::Busy(2)));
    assert_eq!(client.breaker.state(), Open);
}
