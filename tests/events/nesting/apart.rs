//! Calls that give up, but not after retries inside of a later attempt.

use retry_runtime::retry;
use tokio::time::{Duration, sleep, timeout};
use tracing::instrument::WithSubscriber;

use crate::common::limited::Error;
use crate::nesting::pairs;

/// A function that fails twice, a second apart, and gives up.
macro_rules! gives_up {
    ($inner:ident, $name:literal) => {
        #[retry(max = 2, backoff = fixed(1s), retryable = [Error::Busy], name = $name)]
        async fn $inner() -> Result<(), Error> {
            Err(Error::Busy(0))
        }
    };
}

#[tokio::test(start_paused = true)]
async fn before_the_call() {
    gives_up!(inner, "before.inner");
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "before.outer")]
    async fn outer() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    let told = pairs(async {
        let _ = inner().await;
        outer().await
    });
    assert!(told.await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn in_the_first_attempt() {
    gives_up!(inner, "first.inner");
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "first.outer", attempt = n)]
    async fn outer() -> Result<(), Error> {
        if n.number() == 1 { inner().await } else { Err(Error::Busy(0)) }
    }
    assert!(pairs(outer()).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn in_the_hook() {
    gives_up!(inner, "hook.inner");
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "hook.outer",
        on_retry = |_| _ = inner().await)]
    async fn outer() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    assert!(pairs(outer()).await.is_empty());
}

#[test]
fn in_the_hook_of_a_blocking_function() {
    #[retry(max = 2, backoff = none, blocking, retryable = [Error::Busy], name = "blocking_hook.inner")]
    fn inner() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 3, backoff = none, blocking, retryable = [Error::Busy], name = "blocking_hook.outer",
        on_retry = |_| _ = inner())]
    fn outer() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    let told = futures_util::FutureExt::now_or_never(pairs(async { outer() }));
    assert!(told.unwrap().is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_neighbour_in_an_attempt_that_failed_before() {
    gives_up!(neighbour, "before_attempt.neighbour");
    #[retry(max = 2, backoff = fixed(1s), retryable = [Error::Busy], name = "before_attempt.outer", attempt = n)]
    async fn outer() -> Result<(), Error> {
        if n.number() == 1 {
            sleep(Duration::from_secs(5)).await;
        }
        Err(Error::Busy(0))
    }
    assert!(pairs(async { tokio::join!(outer(), neighbour()) }).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_neighbour_in_a_wait() {
    gives_up!(neighbour, "wait.neighbour");
    #[retry(max = 2, backoff = fixed(5s), retryable = [Error::Busy], name = "wait.outer")]
    async fn outer() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 2, backoff = fixed(5s), retryable = [Error::Busy], cancel = std::future::pending::<()>(),
        name = "wait.cancellable")]
    async fn cancellable() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    assert!(pairs(async { tokio::join!(outer(), neighbour()) }).await.is_empty());
    assert!(pairs(async { tokio::join!(cancellable(), neighbour()) }).await.is_empty());
}

#[tokio::test]
async fn an_inner_call_that_is_not_retried() {
    #[retry(max = 3, backoff = none, retryable = [Error::Gone], name = "at_once.inner")]
    async fn inner() -> Result<(), Error> {
        Err(Error::Busy(0))
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "at_once.outer")]
    async fn outer() -> Result<(), Error> {
        inner().await
    }
    assert!(pairs(outer()).await.is_empty());
}

#[tokio::test]
async fn an_inner_call_that_recovers() {
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "recovers.inner", attempt = n)]
    async fn inner() -> Result<(), Error> {
        if n.is_last() { Ok(()) } else { Err(Error::Busy(0)) }
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "recovers.outer")]
    async fn outer() -> Result<(), Error> {
        inner().await?;
        Err(Error::Busy(0))
    }
    assert!(pairs(outer()).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn an_inner_call_that_is_dropped() {
    gives_up!(inner, "dropped.inner");
    #[retry(max = 3, backoff = none, retryable = [Error::Busy, Error::Timeout], attempt_timeout = 500ms, name = "dropped.outer")]
    async fn outer() -> Result<(), Error> {
        inner().await
    }
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "dropped.by_hand")]
    async fn by_hand() -> Result<(), Error> {
        let _ = timeout(Duration::from_millis(500), inner()).await;
        Err(Error::Busy(0))
    }
    assert!(pairs(outer()).await.is_empty());
    assert!(pairs(by_hand()).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn in_a_task_of_its_own() {
    gives_up!(inner, "spawned.inner");
    #[retry(max = 3, backoff = none, retryable = [Error::Busy], name = "spawned.outer")]
    async fn outer() -> Result<(), Error> {
        tokio::spawn(inner().with_current_subscriber()).await.unwrap()
    }
    assert!(pairs(outer()).await.is_empty());
    let outer = tokio::spawn(pairs(outer()));
    assert!(outer.await.unwrap().is_empty(), "nor between two tasks");
}
