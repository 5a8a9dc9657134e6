//! The hook in every kind of function.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use retry_runtime::retry;
use tokio::task::yield_now;
use tracing::instrument;

use crate::common::{Error, Service, Step};

retry_runtime::policy! {
    static POLICY: Error = (max = 3, backoff = "exp(1s)", retryable = [Error::Busy])
}

struct Client {
    service: Service,
    retries: AtomicU32,
    last: u32,
}

impl Client {
    fn new() -> Self {
        let service = Service::new(&[Step::Busy, Step::Busy, Step::Done]);
        Self { service, retries: AtomicU32::new(0), last: 0 }
    }

    async fn note(&self, attempt: u32) {
        yield_now().await;
        self.retries.store(attempt, Ordering::SeqCst);
    }

    #[retry(max = 3, retryable = [Error::Busy], on_retry = |retry| self.note(retry.attempt).await)]
    async fn by_reference(&self) -> Result<usize, Error> {
        self.service.call()
    }

    #[retry(max = 3, retryable = [Error::Busy], on_retry = |retry| {
        self.note(retry.attempt).await;
        self.last = retry.attempt;
    })]
    async fn by_mutable_reference(&mut self) -> Result<usize, Error> {
        self.service.call()
    }

    #[retry(max = 3, retryable = [Error::Busy], on_retry = |retry| self.note(retry.attempt).await)]
    async fn by_arc(self: Arc<Self>) -> Result<usize, Error> {
        self.service.call()
    }

    #[retry(policy = POLICY, on_retry = |retry| self.note(retry.attempt).await)]
    async fn by_policy(&self) -> Result<usize, Error> {
        self.service.call()
    }

    #[retry(max = 3, retryable = [Error::Busy], on_retry = |retry| self.note(retry.attempt).await)]
    fn boxed(&self) -> BoxFuture<'_, Result<usize, Error>> {
        async move { self.service.call() }.boxed()
    }

    #[expect(clippy::manual_async_fn, reason = "what is tested")]
    #[retry(max = 3, retryable = [Error::Busy], on_retry = |retry| self.note(retry.attempt).await)]
    fn returned(&self) -> impl Future<Output = Result<usize, Error>> {
        async move { self.service.call() }
    }

    #[retry(max = 3, retryable = [Error::Busy], on_retry = |retry| self.note(retry.attempt).await)]
    #[instrument(skip_all)]
    async fn instrumented(&self) -> Result<usize, Error> {
        self.service.call()
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Busy], blocking, on_retry = |retry| self.retries.store(retry.attempt, Ordering::SeqCst))]
    fn blocking(&self) -> Result<usize, Error> {
        self.service.call()
    }

    #[retry(max = 3, retryable = [Error::Busy], on_retry = |retry| retries(retry.attempt).await)]
    async fn generic<F: Future<Output = ()>>(&self, retries: impl Fn(u32) -> F) -> Result<usize, Error> {
        self.service.call()
    }
}

#[async_trait::async_trait]
trait Load {
    async fn load(&self) -> Result<usize, Error>;
    async fn load_mut(&mut self) -> Result<usize, Error>;
}

#[async_trait::async_trait]
impl Load for Client {
    #[retry(max = 3, retryable = [Error::Busy], on_retry = |retry| self.note(retry.attempt).await)]
    async fn load(&self) -> Result<usize, Error> {
        self.service.call()
    }

    #[retry(max = 3, retryable = [Error::Busy], on_retry = |retry| self.last = retry.attempt)]
    async fn load_mut(&mut self) -> Result<usize, Error> {
        self.service.call()
    }
}

#[tokio::test(start_paused = true)]
async fn every_receiver_and_every_future() {
    macro_rules! retries {
        ($($call:ident),*) => {$(
            let client = Client::new();
            assert_eq!(client.$call().await, Ok(3), stringify!($call));
            assert_eq!(client.retries.load(Ordering::SeqCst), 2, stringify!($call));
        )*};
    }
    retries!(by_reference, by_policy, boxed, returned, instrumented, load);

    let client = Arc::new(Client::new());
    assert_eq!(client.clone().by_arc().await, Ok(3));
    assert_eq!(client.retries.load(Ordering::SeqCst), 2);

    let mut client = Client::new();
    assert_eq!(client.by_mutable_reference().await, Ok(3));
    assert_eq!((client.retries.load(Ordering::SeqCst), client.last), (2, 2));

    let mut client = Client::new();
    assert_eq!(client.load_mut().await, Ok(3));
    assert_eq!(client.last, 2);

    let (client, other) = (Client::new(), Client::new());
    assert_eq!(client.generic(|attempt| other.note(attempt)).await, Ok(3));
    assert_eq!(other.retries.load(Ordering::SeqCst), 2);
}

#[test]
fn a_blocking_function() {
    let client = Client::new();
    assert_eq!(client.blocking(), Ok(3));
    assert_eq!(client.retries.load(Ordering::SeqCst), 2);
}
