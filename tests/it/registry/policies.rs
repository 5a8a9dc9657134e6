//! What the list says of a function's policy.
#![allow(dead_code, reason = "functions that nobody calls are what is tested")]

use std::time::Duration;

use retry_runtime::{AttemptTimeout, CircuitBreaker, CircuitOpen, Class, Classify, ErrorList, RetryBudget, retry};

use crate::registry::site;

#[derive(Debug)]
enum Error {
    Busy,
    Limited,
    InvalidKey,
}

impl Error {
    fn code(&self) -> u16 {
        if matches!(self, Self::Busy) { 500 } else { 400 }
    }
}

impl Classify for Error {
    fn class(&self) -> Class {
        Class::Transient
    }
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
static BUDGET: RetryBudget = RetryBudget::new();

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
        max = 4, backoff = "exp(1s, jitter = 0.5)", on(Error::Limited, max = 3, backoff = "fixed(30s, jitter = full)", hint(|_| None, cap = 20s)),
        hint(|_| None, cap = 10s), non_retryable = [Error::InvalidKey], retryable = [Error::Busy],
        name = "policies.rich",
    )]
    async fn rich() -> Result<(), Error> {
        Ok(())
    }
    #[retry(
        max = 20, backoff = "exp(1s)", within = "5min", retryable = [Error::Busy], attempt_timeout = 2s, breaker(BREAKER),
        budget = BUDGET,
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
    assert_eq!(
        (told.waits, told.jitter, told.hint),
        (vec![seconds(1), seconds(2), seconds(4)], None, None)
    );
    assert_eq!((told.attempt_timeout, told.budget, told.policy), (None, None, None));
    assert_eq!(listed(&told.lists), [("non_retryable", &["Error::InvalidKey"][..])]);

    // Two failures of `Limited` and one of another kind, for which the server asks 10 s.
    let told = site("policies.rich");
    assert_eq!((told.max, told.worst_case), (4, seconds(30 + 30 + 10)));
    assert_eq!((told.jitter.as_deref(), told.hint), (Some("0.5"), Some(seconds(10))));
    assert_eq!((told.by, told.classified), (None, false));
    let lists = [
        ("non_retryable", &["Error::InvalidKey"][..]),
        ("on", &["Error::Limited"]),
        ("retryable", &["Error::Busy"]),
    ];
    assert_eq!(listed(&told.lists), lists);
    let own = told.lists[1].schedule.as_ref().unwrap();
    assert_eq!((own.max, own.waits.as_slice()), (3, &[seconds(30); 2][..]));
    assert_eq!((own.jitter.as_deref(), own.hint), (Some("full"), Some(seconds(20))));
    assert_eq!([0, 2].map(|list: usize| told.lists[list].schedule.clone()), [None, None]);

    let told = site("policies.limited");
    assert_eq!((told.max, told.worst_case, told.within), (20, seconds(300), Some(seconds(300))));
    assert_eq!((told.attempt_timeout, told.budget), (Some(seconds(2)), Some("BUDGET")));
    assert_eq!(told.breakers, ["service"]);

    // Three attempts of 30 s, and the waits of 1 s and 2 s between them.
    assert_eq!(site("policies.whole").worst_case, seconds(93));
}

fn listed(lists: &[ErrorList]) -> Vec<(&'static str, &'static [&'static str])> {
    lists.iter().map(|list| (list.key, list.entries)).collect()
}

#[test]
fn a_classification_is_told_whatever_makes_it() {
    #[retry(max = 3, by = Error::code, retryable = [500..=599], name = "policies.by")]
    async fn by() -> Result<(), Error> {
        Ok(())
    }
    #[retry(max = 3, classified, name = "policies.classified")]
    async fn classified() -> Result<(), Error> {
        Ok(())
    }
    let told = site("policies.by");
    assert_eq!((told.by, told.classified), (Some("Error::code"), false));
    assert_eq!(listed(&told.lists), [("retryable", &["500..=599"][..])]);
    let told = site("policies.classified");
    assert_eq!((told.by, told.classified, told.lists), (None, true, vec![]));
}

retry_runtime::policy! {
    static POLICY: Error = (
        max = 4, backoff = "exp(1s)", within = "1min", attempt_timeout = 5s, breaker(BREAKER), budget = BUDGET,
        non_retryable = [Error::InvalidKey],
    );
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
    #[retry(
        policy = POLICY, max = 3, within = "10s", attempt_timeout = 1s, breaker(other), non_retryable = [Error::Limited],
        name = "policies.tightened",
    )]
    async fn tightened(other: &CircuitBreaker) -> Result<(), Error> {
        Ok(())
    }
    #[retry(policy = DECORRELATED, max = 2, name = "policies.decorrelated")]
    async fn decorrelated() -> Result<(), Error> {
        Ok(())
    }
    let told = site("policies.shared");
    assert_eq!((told.max, told.worst_case, told.within), (4, seconds(27), Some(seconds(60))));
    assert_eq!((told.policy, told.attempt_timeout), (Some("POLICY"), Some(seconds(5))));
    assert_eq!((told.breakers, told.budget), (vec!["service"], Some("BUDGET")));
    assert_eq!(listed(&told.lists), [("non_retryable", &["Error::InvalidKey"][..])]);

    let told = site("policies.tightened");
    assert_eq!((told.max, told.worst_case, told.within), (3, seconds(6), Some(seconds(10))));
    assert_eq!((told.waits, told.attempt_timeout), ([1, 2].map(seconds).to_vec(), Some(seconds(1))));
    assert_eq!((told.breakers, told.policy), (vec!["service", "other"], Some("POLICY")));
    let lists = [("non_retryable", &["Error::Limited"][..]), ("non_retryable", &["Error::InvalidKey"])];
    assert_eq!(listed(&told.lists), lists, "in the order in which they decide");

    let told = site("policies.decorrelated");
    assert_eq!((told.max, told.worst_case, told.jitter.as_deref()), (2, seconds(7), Some("decorrelated")));
    let own = told.lists[1].schedule.as_ref().unwrap();
    assert_eq!(
        (own.max, own.waits.as_slice()),
        (2, &[seconds(7)][..]),
        "no more than the function allows"
    );
}
