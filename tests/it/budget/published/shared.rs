//! Calls that share a bucket.

use super::Answer::Failed;
use super::*;

#[tokio::test(start_paused = true)]
async fn retry_quota_recovery_after_successful_responses() {
    let budget = RetryBudget::new().capacity(30);
    let first = Call::new(&budget, &[Failed(500), Failed(502)]).steps(five_attempts).await;
    assert_eq!(first, [retry_after(50, 16), retry_after(100, 2), end("success", 16)]);
    let second = Call::new(&budget, &[Failed(500)]).steps(five_attempts).await;
    assert_eq!(second, [retry_after(50, 2), end("success", 16)]);
}

#[tokio::test(start_paused = true)]
async fn interleaved_calls() {
    let budget = RetryBudget::new();
    let first = Call::new(&budget, &[Failed(500), Failed(500)]).steps(five_attempts);
    // It begins in the second wait of the other, and ends before it.
    let second = async {
        tokio::time::sleep(Duration::from_millis(60)).await;
        Call::new(&budget, &[Failed(500)]).steps(five_attempts).await
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!(first, [retry_after(50, 486), retry_after(100, 472), end("success", 486)]);
    assert_eq!(second, [retry_after(50, 458), end("success", 472)]);
    assert_eq!(budget.available(), 486);
}
