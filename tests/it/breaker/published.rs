//! What another library's suite expects of dropped attempts: seatbelt 0.11, `src/breaker/health_eval.rs`.
//!
//! Its windows are of time and count everything in them; ours are of attempts that ended. So each row is played with a window of
//! its attempts that end, and those that are dropped are dealt out evenly behind them.

use std::future::pending;

use futures_util::FutureExt;
use retry_runtime::{BreakerState, CircuitBreaker, Dropped, retry};
use tokio::time::Instant;

use crate::common::limited::Error;

/// One attempt a call: there is no time for another.
#[retry(max = 2, backoff = fixed(1s), deadline = Instant::now(), retryable = [Error::Busy], breaker(breaker))]
async fn call(breaker: &CircuitBreaker, answer: Option<Result<(), Error>>) -> Result<(), Error> {
    match answer {
        Some(answer) => answer,
        None => pending().await,
    }
}

struct Row {
    ok: usize,
    failed: usize,
    dropped: usize,
    min: usize,
    policy: Dropped,
    /// Whether the service is taken for unhealthy.
    theirs: bool,
    ours: bool,
}

const fn row(counts: [usize; 3], min: usize, policy: Dropped, theirs: bool, ours: bool) -> Row {
    let [ok, failed, dropped] = counts;
    Row { ok, failed, dropped, min, policy, theirs, ours }
}

/// The rows of its policies "only if all were dropped" and "ignore", at a ratio of 0.5.
fn rows() -> [Row; 14] {
    let (all, ignore) = (Dropped::FailedIfAll, Dropped::Ignore);
    [
        row([0, 0, 0], 10, all, false, false),
        row([10, 0, 0], 5, all, false, false),
        row([0, 10, 0], 5, all, true, true),
        row([5, 5, 0], 5, all, true, true),
        row([6, 4, 0], 5, all, false, false),
        row([0, 3, 0], 5, all, false, false),
        row([1, 4, 0], 5, all, true, true),
        // Five callers that leave are a habit of callers; ours wants ten.
        row([0, 0, 5], 5, all, true, false),
        // Ten in a row behind each answer are a service that hangs; theirs sees the answers beside them.
        row([10, 0, 100], 5, all, false, true),
        row([0, 2, 3], 5, all, false, false),
        row([0, 5, 3], 5, all, true, true),
        row([1, 9, 100], 5, all, true, true),
        row([0, 0, 100], 5, ignore, false, false),
        row([2, 2, 100], 5, ignore, false, false),
    ]
}

#[tokio::test(start_paused = true)]
async fn all_rows_hold_but_for_two() {
    let mut differ = 0;
    for Row { ok, failed, dropped, min, policy, theirs, ours } in rows() {
        let ended = ok + failed;
        let window = u32::try_from(ended.max(min)).expect("a small number");
        let breaker = CircuitBreaker::new("service").window(window).failure_ratio(0.5).dropped(policy);
        let leave = || assert!(call(&breaker, None).now_or_never().is_none_or(|refused| refused.is_err()));
        for number in 0..ended {
            let answer = if number < failed { Err(Error::Busy(0)) } else { Ok(()) };
            let _ = call(&breaker, Some(answer)).await;
            (0..dropped / ended).for_each(|_| leave());
        }
        (0..dropped - dropped.checked_div(ended).unwrap_or(0) * ended).for_each(|_| leave());
        let opened = breaker.state() == BreakerState::Open;
        assert_eq!(opened, ours, "{ok} ok, {failed} failed, {dropped} dropped");
        differ += u32::from(opened != theirs);
    }
    assert_eq!(differ, 2);
}
