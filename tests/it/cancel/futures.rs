//! What can cancel: any future, made anew for each wait and not before.

use std::cell::Cell;
use std::future::{Future, pending};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use retry_runtime::retry;
use tokio::sync::{Notify, oneshot, watch};
use tokio::time::{Instant, sleep};

use crate::common::limited::Error;
use crate::common::{Service, Step};

struct Client {
    service: Service,
    shutdown: Arc<Notify>,
    stop: watch::Receiver<bool>,
}

impl Client {
    fn new() -> (Self, watch::Sender<bool>) {
        let (sender, stop) = watch::channel(false);
        let service = Service::new(&[Step::Busy; 2]);
        (Self { service, shutdown: Arc::default(), stop }, sender)
    }

    #[retry(max = 9, backoff = fixed(1s), retryable = [Error::Busy], cancel = self.shutdown.notified())]
    async fn notified(&self) -> Result<usize, Error> {
        Ok(self.service.call()?)
    }

    #[retry(max = 9, backoff = fixed(1s), retryable = [Error::Busy], cancel = self.stop.wait_for(|stop| *stop))]
    async fn watched(&mut self) -> Result<usize, Error> {
        Ok(self.service.call()?)
    }

    #[retry(max = 9, backoff = fixed(1s), retryable = [Error::Busy], cancel = self.shutdown.notified())]
    fn boxed(&self) -> Pin<Box<dyn Future<Output = Result<usize, Error>> + Send + '_>> {
        Box::pin(async move { Ok(self.service.call()?) })
    }

    #[retry(max = 9, backoff = fixed(1s), retryable = [Error::Busy], cancel = async { (&mut *stop).await.is_ok() })]
    async fn block(self: Arc<Self>, stop: &mut oneshot::Receiver<()>) -> Result<usize, Error> {
        Ok(self.service.call()?)
    }

    #[retry(max = 9, backoff = fixed(1s), retryable = [Error::Busy], cancel = &mut stop)]
    async fn received(&self, mut stop: oneshot::Receiver<()>) -> Result<usize, Error> {
        Ok(self.service.call()?)
    }
}

#[async_trait::async_trait]
trait Load {
    async fn load(&self) -> Result<usize, Error>;
}

#[async_trait::async_trait]
impl Load for Client {
    #[retry(max = 9, backoff = fixed(1s), retryable = [Error::Busy], cancel = self.shutdown.notified())]
    async fn load(&self) -> Result<usize, Error> {
        Ok(self.service.call()?)
    }
}

/// Proves that a call ends in its second wait when `stop` is run, at 1.5 s.
async fn stops(call: impl Future<Output = Result<usize, Error>>, stop: impl FnOnce()) {
    let start = Instant::now();
    let later = async {
        sleep(Duration::from_millis(1_500)).await;
        stop();
    };
    let (outcome, ()) = tokio::join!(call, later);
    assert_eq!((outcome, start.elapsed()), (Err(Error::Busy(2)), Duration::from_millis(1_500)));
}

#[tokio::test(start_paused = true)]
async fn a_notification() {
    let (client, _stop) = Client::new();
    stops(client.notified(), || client.shutdown.notify_one()).await;
    let (client, _stop) = Client::new();
    stops(client.boxed(), || client.shutdown.notify_one()).await;
    let (client, _stop) = Client::new();
    stops(client.load(), || client.shutdown.notify_one()).await;
}

#[tokio::test(start_paused = true)]
async fn a_watched_value_in_a_method_that_changes_itself() {
    let (mut client, stop) = Client::new();
    stops(client.watched(), || stop.send(true).unwrap()).await;
}

#[tokio::test(start_paused = true)]
async fn the_message_of_a_channel() {
    let ((client, _stop), (sender, receiver)) = (Client::new(), oneshot::channel());
    stops(client.received(receiver), || sender.send(()).unwrap()).await;
    let ((client, _stop), (sender, mut receiver)) = (Client::new(), oneshot::channel());
    stops(Arc::new(client).block(&mut receiver), || sender.send(()).unwrap()).await;
}

#[tokio::test(start_paused = true)]
async fn a_task_that_is_spawned_can_be_cancelled() {
    let (client, _stop) = Client::new();
    let client = Arc::new(client);
    let call = {
        let client = client.clone();
        tokio::spawn(async move { client.notified().await })
    };
    stops(async { call.await.unwrap() }, || client.shutdown.notify_one()).await;
}

#[tokio::test(start_paused = true)]
async fn it_is_made_once_for_each_wait() {
    #[retry(max = 3, backoff = fixed(1s), retryable = [Error::Busy], cancel = {
        made.set(made.get() + 1);
        pending::<()>()
    })]
    async fn load(service: &Service, made: &Cell<u32>) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    let scripts: [&[Step]; 4] = [&[Step::Done], &[Step::Gone], &[Step::Busy, Step::Done], &[Step::Busy; 3]];
    for (script, waits) in scripts.iter().zip([0, 0, 1, 2]) {
        let made = Cell::new(0);
        let _ = load(&Service::new(script), &made).await;
        assert_eq!(made.get(), waits, "{script:?}");
    }
}
