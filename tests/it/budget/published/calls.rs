//! One call with a bucket of its own.

use super::Answer::{Failed, Rejected};
use super::*;

/// Proves what comes of each answer, with so many tokens; where the answers end, the service succeeds.
macro_rules! cases {
    ($($name:ident: $client:ident with $tokens:literal, $answers:expr => $steps:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            let budget = RetryBudget::new().capacity($tokens);
            assert_eq!(Call::new(&budget, &$answers).steps($client).await, $steps);
        }
    )*};
}

cases! {
    retry_eventually_succeeds: standard with 500, [Failed(500), Failed(500)] => [
        retry_after(50, 486),
        retry_after(100, 472),
        end("success", 486),
    ];
    fail_due_to_max_attempts_reached: standard with 500, [Failed(502); 3] => [
        retry_after(50, 486),
        retry_after(100, 472),
        end("exhausted", 472),
    ];
    retry_quota_reached_after_a_single_retry: standard with 14, [Failed(500), Failed(500)] => [
        retry_after(50, 0),
        end("budget_exhausted", 0),
    ];
    no_retries_at_all_if_retry_quota_is_0: standard with 0, [Failed(500)] => [end("budget_exhausted", 0)];
    verifying_exponential_backoff_timing: five_attempts with 500, [Failed(500); 5] => [
        retry_after(50, 486),
        retry_after(100, 472),
        retry_after(200, 458),
        retry_after(400, 444),
        end("exhausted", 444),
    ];
    verify_max_backoff_time: five_attempts_soon with 500, [Failed(500); 5] => [
        retry_after(50, 486),
        retry_after(100, 472),
        retry_after(200, 458),
        retry_after(200, 444),
        end("exhausted", 444),
    ];
    retry_stops_after_retry_quota_exhaustion: five_attempts with 20, [Failed(500), Failed(502)] => [
        retry_after(50, 6),
        end("budget_exhausted", 6),
    ];
    non_retryable_errors_must_not_delay: standard with 500, [Rejected] => [end("not_retryable", 500)];
}
