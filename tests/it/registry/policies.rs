//! What the list says of a function's policy.
#![allow(dead_code, reason = "functions that nobody calls are what is tested")]

use std::time::Duration;

use retry_runtime::{AttemptTimeout, CircuitBreaker, CircuitOpen, retry};

use crate::registry::site;

#[derive(Debug)]
enum Error {
    Busy,
    Limited,
    InvalidKey,
}

impl From<CircuitOpen> for Error {
    fn from(_: CircuitOpen) -> Self {
        Self::InvalidKey
    }
}

impl From<AttemptTimeout> for Error {
    fn from(_: AttemptTimeout) -> Self {
        Self::Busy
    }
}

static BREAKER: CircuitBreaker = CircuitBreaker::new("service");

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn limits_waits_and_the_worst_case() {
    #[retry(max = 4, backoff = "exp(1s)", non_retryable = [Error::InvalidKey], name = "policies.plain")]
    async fn plain() -> Result<(), Error> {
        Ok(())
    }
    #[retry(
        max = 4, backoff = "exp(1s, jitter = 0.5)", on(Error::Limited, max = 3, backoff = "fixed(30s)"),
        hint(|_| None, cap = 10s), non_retryable = [Error::InvalidKey], retryable = [Error::Busy], name = "policies.rich",
    )]
    async fn rich() -> Result<(), Error> {
        Ok(())
    }
    #[retry(
        max = 20, backoff = "exp(1s)", within = "5min", retryable = [Error::Busy], attempt_timeout = 2s, breaker(BREAKER),
        name = "policies.limited",
    )]
    async fn limited() -> Result<(), Error> {
        Ok(())
    }
    #[retry(max = 3, attempt_timeout = "30s", retryable = [Error::Busy], name = "policies.whole")]
    async fn whole() -> Result<(), Error> {
        Ok(())
    }
    let told = site("policies.plain");
    assert_eq!((told.max, told.worst_case, told.within), (4, seconds(7), None));
    assert_eq!(told.waits, [1, 2, 4].map(seconds));
    assert_eq!(
        told.policy,
        "Up to 4 attempts, with waits of 1s, 2s and 4s (at most 7s in all). Not retried: `Error::InvalidKey`."
    );

    // Two failures of `Limited` and one of another kind, for which the server asks 10 s.
    let told = site("policies.rich");
    assert_eq!((told.max, told.worst_case), (4, seconds(30 + 30 + 10)));

    let told = site("policies.limited");
    assert_eq!((told.max, told.worst_case, told.within), (20, seconds(300), Some(seconds(300))));

    // Three attempts of 30 s, and the waits of 1 s and 2 s between them.
    let whole = site("policies.whole");
    assert_eq!(whole.worst_case, seconds(93));
    assert!(
        whole.policy.contains("Each attempt may take 30s, the whole call 1.55min."),
        "{}",
        whole.policy
    );
    assert!(
        told.policy
            .ends_with("Each attempt may take 2s, the whole call 5min. Also limited by its circuit breaker."),
        "{}",
        told.policy
    );
}

retry_runtime::policy! {
    static POLICY: Error = (max = 4, backoff = "exp(1s)", within = "1min", non_retryable = [Error::InvalidKey]);
    static DECORRELATED: Error = (
        max = 3, backoff = "exp(1s, jitter = decorrelated)", on(Error::Limited, backoff = "fixed(7s)"), non_retryable = [Error::InvalidKey],
    );
}

#[test]
fn a_shared_policy_is_told_as_the_function_tightens_it() {
    #[retry(policy = POLICY, name = "policies.shared")]
    async fn shared() -> Result<(), Error> {
        Ok(())
    }
    #[retry(policy = POLICY, max = 3, within = "10s", name = "policies.tightened")]
    async fn tightened() -> Result<(), Error> {
        Ok(())
    }
    #[retry(policy = DECORRELATED, max = 2, name = "policies.decorrelated")]
    async fn decorrelated() -> Result<(), Error> {
        Ok(())
    }
    let policy = "Up to 4 attempts, with waits of 1s, 2s and 4s (at most 7s in all). No attempt starts later than 1min after \
                  the call. Not retried: `Error::InvalidKey`.";
    let told = site("policies.shared");
    assert_eq!((told.max, told.worst_case, told.within), (4, seconds(7), Some(seconds(60))));
    assert_eq!(told.policy, format!("By the policy `POLICY`. The policy: {policy}"));

    let told = site("policies.tightened");
    assert_eq!((told.max, told.worst_case, told.within), (3, seconds(3), Some(seconds(10))));
    assert_eq!(told.waits, [1, 2].map(seconds));
    assert_eq!(
        told.policy,
        format!(
            "By the policy `POLICY`, with up to 3 attempts. No attempt starts later than 10s after the call. The policy: {policy}"
        )
    );

    let told = site("policies.decorrelated");
    assert_eq!((told.max, told.worst_case), (2, seconds(7)));
}
