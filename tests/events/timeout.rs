//! What attempt timeouts tell.

use std::time::Duration;

use retry_runtime::retry;
use tokio::time::Instant;

use crate::common::events::events;
use crate::common::limited::Error;

#[tokio::test(start_paused = true)]
async fn the_call_ends_with_the_timeout_and_for_want_of_time() {
    #[retry(max = 9, backoff = fixed(1s), retryable = [Error::Timeout], within = 7s, attempt_timeout = 5s, name = "load")]
    async fn load() -> Result<usize, Error> {
        std::future::pending().await
    }
    let start = Instant::now();
    let (outcome, lines) = events(load()).await;
    assert!(matches!(outcome, Err(Error::Timeout(timeout)) if timeout.limit() == Duration::from_secs(1)));
    assert_eq!(start.elapsed(), Duration::from_secs(7));
    let of = |attempt: u32| format!("retry.name=\"load\" retry.attempt={attempt} retry.max=9");
    let why = |limit: &str| format!("retry.rule=\"Error::Timeout\" error=\"attempt timed out after {limit}\"");
    let expected = [
        format!("WARN retry \"attempt failed, retrying\" {} retry.delay_ms=1000 {}", of(1), why("5s")),
        format!("ERROR retry::gave_up \"gave up\" {} retry.outcome=\"deadline\" {}", of(2), why("1s")),
    ];
    assert_eq!(lines, expected);
}
