//! The kinds of function that use a policy, and the keys that stand beside it.

use std::future::Future;
use std::pin::Pin;

use retry_runtime::{policy, retry};

use crate::common::script::{Script, seconds};
use crate::policy::Error::{self, Busy, Gone};

policy! {
    static TWICE: Error = (max = 3, backoff = "fixed(1s)", non_retryable = [Error::Gone]);
    static AT_ONCE: Error = (max = 3, backoff = none, non_retryable = [Error::Gone]);
}

struct Client {
    script: Script<Error>,
}

#[async_trait::async_trait]
trait Load {
    async fn load(&self) -> Result<usize, Error>;
}

#[async_trait::async_trait]
impl Load for Client {
    #[retry(policy = TWICE)]
    async fn load(&self) -> Result<usize, Error> {
        self.script.call()
    }
}

impl Client {
    #[retry(policy = TWICE)]
    async fn method(&mut self) -> Result<usize, Error> {
        self.script.call()
    }

    #[retry(policy = TWICE)]
    fn boxed(&self) -> Pin<Box<dyn Future<Output = Result<usize, Error>> + Send + '_>> {
        Box::pin(async move { self.script.call() })
    }

    #[retry(policy = AT_ONCE, blocking)]
    fn blocking(&self) -> Result<usize, Error> {
        self.script.call()
    }
}

fn client<const N: usize>(errors: [Error; N]) -> Client {
    Client { script: Script::new(errors) }
}

#[tokio::test(start_paused = true)]
async fn methods() {
    let mut clients = [client([Busy; 4]), client([Busy; 4]), client([Busy; 4])];
    assert_eq!(clients[0].load().await, Err(Busy));
    assert_eq!(clients[1].method().await, Err(Busy));
    assert_eq!(clients[2].boxed().await, Err(Busy));
    for client in &clients {
        assert_eq!(client.script.waits(), seconds([1, 1]));
    }
    assert_eq!(client([Busy, Gone]).load().await, Err(Gone));
}

#[test]
fn a_blocking_function() {
    let client = client([Busy; 4]);
    assert_eq!((client.blocking(), client.script.calls()), (Err(Busy), 3));
}

#[tokio::test(start_paused = true)]
async fn clones_and_attempts_beside_it() {
    #[retry(policy = TWICE, clone(text), attempt = n, name = "test")]
    async fn load(script: &Script<Error>, text: String) -> Result<String, Error> {
        script.call()?;
        let mut text = text;
        text.push_str(&n.number().to_string());
        Ok(text)
    }
    assert_eq!(load(&Script::new([Busy, Busy]), "n = ".to_owned()).await, Ok("n = 3".to_owned()));
}

/// Its future can go to another task, and holds no more than it must.
#[tokio::test(start_paused = true)]
async fn the_future_is_send() {
    let client = client([Busy]);
    assert_eq!(tokio::spawn(async move { client.load().await }).await.unwrap(), Ok(2));
}
