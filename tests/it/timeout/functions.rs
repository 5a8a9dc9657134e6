//! A time limit on every kind of function that can have one.

use std::future::{Future, pending};
use std::pin::Pin;
use std::time::Duration;

use retry_runtime::retry;
use tokio::time::{Instant, sleep};

use crate::common::limited::Error;

#[derive(Default)]
struct Client {
    attempts: u32,
}

impl Client {
    #[retry(max = 3, backoff = none, retryable = [Error::Timeout], attempt_timeout = 1s)]
    async fn changes_itself(&mut self) -> Result<u32, Error> {
        self.attempts += 1;
        if self.attempts < 3 { pending().await } else { Ok(self.attempts) }
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Timeout], attempt_timeout = 1s, attempt = n)]
    fn boxed(&self) -> Pin<Box<dyn Future<Output = Result<u32, Error>> + Send + '_>> {
        Box::pin(async move { if n.is_last() { Ok(3 + self.attempts) } else { pending().await } })
    }

    #[retry(max = 3, backoff = none, retryable = [Error::Timeout], attempt_timeout = 1s, attempt = n, clone(text))]
    async fn owned<T: From<u32>>(text: String) -> Result<T, Error> {
        let owned = text;
        if !n.is_last() {
            sleep(Duration::from_secs(2)).await;
        }
        drop(owned);
        Ok(n.number().into())
    }
}

#[async_trait::async_trait]
trait Load {
    async fn load(&mut self) -> Result<u32, Error>;
}

#[async_trait::async_trait]
impl Load for Client {
    #[retry(max = 3, backoff = none, retryable = [Error::Timeout], attempt_timeout = 1s)]
    async fn load(&mut self) -> Result<u32, Error> {
        self.attempts += 1;
        if self.attempts < 3 { pending().await } else { Ok(self.attempts) }
    }
}

#[tokio::test(start_paused = true)]
async fn two_attempts_time_out_and_the_third_succeeds() {
    let start = Instant::now();
    assert_eq!(Client::default().changes_itself().await, Ok(3));
    assert_eq!(Client::default().load().await, Ok(3));
    assert_eq!(Client::default().boxed().await, Ok(3));
    assert_eq!(Client::owned::<u64>("text".to_owned()).await, Ok(3));
    assert_eq!(start.elapsed(), Duration::from_secs(2 * 4));
}

#[tokio::test(start_paused = true)]
async fn it_can_be_spawned() {
    let task = tokio::spawn(Client::owned::<u64>("text".to_owned()));
    assert_eq!(task.await.unwrap(), Ok(3));
}
