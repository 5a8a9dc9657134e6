//! What stands in an `on(..)`: every kind of entry.

use std::io;

use retry_runtime::{Classify, retry};

use crate::common::script::{Script, seconds};

#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("quota")]
struct Quota;

#[derive(Debug, thiserror::Error, Classify)]
enum ApiError {
    #[error("status {0}")]
    #[transient]
    Status(u16),
    #[error("slow down: {level}")]
    #[transient]
    SlowDown { level: u8 },
    #[error(transparent)]
    #[transient]
    Quota(#[from] Quota),
    #[error("io")]
    #[transient]
    Io(#[source] io::Error),
    #[error("gone")]
    #[permanent]
    Gone,
}

impl ApiError {
    const LIMIT: u8 = 9;

    fn is_slow_down(&self) -> bool {
        matches!(self, Self::SlowDown { .. })
    }
}

/// Declares `async fn name(error) -> Option<u64>`: the wait, in seconds, after which the error is retried, if it is. The
/// `on` with these entries waits 10 s, the function 1 s.
macro_rules! on {
    ($($name:ident: $error:ty, [$($entries:tt)+], $($lists:tt)+)?) => {$(
        async fn $name(error: $error) -> Option<u64> {
            #[retry(max = 2, backoff = "fixed(1s)", on($($entries)+, backoff = "fixed(10s)"), $($lists)+)]
            async fn load(script: &Script<$error>) -> Result<usize, $error> {
                script.call()
            }
            let script = Script::new([error]);
            let retried = load(&script).await.is_ok();
            let waits = script.waits();
            let wait = [1, 10].into_iter().find(|wait| waits == seconds([*wait]));
            assert_eq!(retried, wait.is_some(), "{waits:?}");
            wait
        }
    )?};
}

on!(variant: ApiError, [ApiError::SlowDown, ApiError::Quota], non_retryable = [ApiError::Gone]);
on!(pattern: ApiError, [ApiError::Status(429 | 500..), ApiError::SlowDown { level: ApiError::LIMIT }], classified);
on!(guard: ApiError, [ApiError::Status(status) if *status == 429], classified);

#[tokio::test(start_paused = true)]
async fn patterns() {
    assert_eq!(variant(ApiError::SlowDown { level: 1 }).await, Some(10));
    assert_eq!(variant(ApiError::Quota(Quota)).await, Some(10));
    assert_eq!((variant(ApiError::Status(429)).await, variant(ApiError::Gone).await), (Some(1), None));
    for (status, wait) in [(428, 1), (429, 10), (430, 1), (499, 1), (500, 10)] {
        assert_eq!(pattern(ApiError::Status(status)).await, Some(wait), "{status}");
    }
    assert_eq!(pattern(ApiError::SlowDown { level: 9 }).await, Some(10));
    assert_eq!(pattern(ApiError::SlowDown { level: 8 }).await, Some(1));
    assert_eq!(
        (guard(ApiError::Status(429)).await, guard(ApiError::Status(430)).await),
        (Some(10), Some(1))
    );
    assert_eq!(guard(ApiError::Gone).await, None);
}

on!(function: ApiError, [ApiError::is_slow_down], classified);
on!(closure: ApiError, [|error| matches!(error, ApiError::Status(429)), ApiError::is_slow_down], classified);

#[tokio::test(start_paused = true)]
async fn predicates() {
    assert_eq!(function(ApiError::SlowDown { level: 1 }).await, Some(10));
    assert_eq!((function(Quota.into()).await, function(ApiError::Gone).await), (Some(1), None));
    assert_eq!(closure(ApiError::Status(429)).await, Some(10));
    assert_eq!((closure(ApiError::Status(430)).await, closure(ApiError::Gone).await), (Some(1), None));
    assert_eq!(closure(ApiError::SlowDown { level: 1 }).await, Some(10));
}

on!(carried: ApiError, [Quota], non_retryable = [ApiError::Gone]);
on!(source: ApiError, [source(Quota), source(io::Error)], classified);
on!(in_anyhow: anyhow::Error, [Quota], non_retryable = [io::Error]);
on!(in_box: Box<dyn std::error::Error>, [Quota], retryable = [source(ApiError::Gone)]);

#[tokio::test(start_paused = true)]
async fn types() {
    assert_eq!((carried(Quota.into()).await, carried(ApiError::Status(429)).await), (Some(10), Some(1)));
    assert_eq!(source(ApiError::Io(io::Error::other(Quota))).await, Some(10));
    assert_eq!(source(ApiError::Io(io::Error::other("x"))).await, Some(10));
    assert_eq!((source(ApiError::Status(1)).await, source(ApiError::Gone).await), (Some(1), None));
    assert_eq!(in_anyhow(Quota.into()).await, Some(10));
    assert_eq!(in_anyhow(anyhow::anyhow!("x").context(Quota)).await, Some(10));
    assert_eq!(in_anyhow(io::Error::other("x").into()).await, None);
    assert_eq!(in_anyhow(io::Error::other(Quota).into()).await, None, "what ends a call comes first");
    assert_eq!(in_anyhow(anyhow::anyhow!("x")).await, Some(1));
    assert_eq!((in_box(Quota.into()).await, in_box(ApiError::Gone.into()).await), (Some(10), Some(1)));
    assert_eq!(in_box("x".into()).await, None);
}

struct Client {
    slow_on: u16,
}

impl Client {
    #[retry(
        max = 2,
        backoff = "fixed(1s)",
        on(|error| matches!(error, ApiError::Status(status) if [self.slow_on, also].contains(status)), backoff = "fixed(10s)"),
        classified,
    )]
    async fn load(&self, script: &Script<ApiError>, also: u16) -> Result<usize, ApiError> {
        script.call()
    }
}

#[tokio::test(start_paused = true)]
async fn a_closure_sees_self_and_the_parameters() {
    let client = Client { slow_on: 429 };
    for (status, wait) in [(429, 10), (503, 10), (500, 1)] {
        let script = Script::new([ApiError::Status(status)]);
        assert_eq!(client.load(&script, 503).await.ok(), Some(2));
        assert_eq!(script.waits(), seconds([wait]), "{status}");
    }
}
