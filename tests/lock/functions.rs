//! A function for each thing that a lock file says.

use std::time::Duration;

use retry_runtime::{AttemptTimeout, CircuitBreaker, CircuitOpen, Class, Classify, RetryBudget, policy, retry};

#[derive(Debug)]
pub enum Error {
    Busy,
    Limited,
    NotFound,
    InvalidKey,
    Slow,
}

impl Error {
    const fn text(&self) -> &'static str {
        match self {
            Self::Busy => "busy",
            _ => "",
        }
    }

    const fn is_dark(&self) -> bool {
        matches!(self, Self::InvalidKey)
    }

    const fn wait(&self) -> Option<Duration> {
        match self {
            Self::Limited => Some(Duration::from_secs(1)),
            _ => None,
        }
    }
}

impl Classify for Error {
    fn class(&self) -> Class {
        Class::Permanent
    }
}

impl From<AttemptTimeout> for Error {
    fn from(_: AttemptTimeout) -> Self {
        Self::Slow
    }
}

impl From<CircuitOpen> for Error {
    fn from(_: CircuitOpen) -> Self {
        Self::Slow
    }
}

static BREAKER: CircuitBreaker = CircuitBreaker::new("service");
static BUDGET: RetryBudget = RetryBudget::new().named("service");

policy! {
    static POLICY: Error = (
        max = 3, backoff = exp(200ms, jitter = decorrelated), within = 1h, attempt_timeout = 1500ms, by = Error::text,
        retryable = ["busy"], breaker(BREAKER),
    );
}

#[retry(max = 3, non_retryable = [Error::InvalidKey])]
async fn plain() -> Result<(), Error> {
    Ok(())
}

#[retry(
    max = 4,
    backoff = list(1s, 2s, 250us, jitter = 0.2),
    hint(Error::wait, cap = 30s),
    on(Error::Limited, Error::Slow, max = 3, backoff = fixed(30s, jitter = full), hint(Error::wait, cap = 1min)),
    on(Error::Busy, max = 2),
    expected = [Error::NotFound],
    retryable = [|error| error.text() == "a\n'b'"],
    attempt_timeout = 5s,
    within = 2min,
    breaker(BREAKER),
    breaker(other),
    budget = BUDGET,
    name = "all.keys",
)]
async fn all(other: &CircuitBreaker) -> Result<(), Error> {
    Ok(())
}

#[retry(max = 2, backoff = none, classified, name = "all.keys")]
async fn of_the_same_name() -> Result<(), Error> {
    Ok(())
}

#[retry(policy = POLICY, max = 2, expected = [Error::NotFound], non_retryable = [Error::is_dark], name = "by.policy")]
async fn by_policy() -> Result<(), Error> {
    Ok(())
}

#[retry(max = 2, backoff = none, retryable = [Error::Busy], name = "the \"quoted\" one")]
async fn named() -> Result<(), Error> {
    Ok(())
}
