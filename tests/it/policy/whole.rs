//! A policy that has all that functions can share: times and breakers, too.

use std::future::pending;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::time::Duration;

use retry_runtime::{AttemptTimeout, BreakerState, CircuitBreaker, CircuitOpen, Class, Classify, policy, retry};
use tokio::time::{Instant, sleep};

#[derive(Debug, Clone, PartialEq, thiserror::Error, Classify)]
enum Error {
    #[error("busy")]
    #[transient]
    Busy,
    #[error("the key is not valid")]
    #[permanent]
    InvalidKey,
    #[error(transparent)]
    #[transient]
    Late(#[from] AttemptTimeout),
    #[error(transparent)]
    #[permanent]
    Open(#[from] CircuitOpen),
}

/// A policy of its own for each test: breakers are statics.
macro_rules! with_policy {
    ($name:ident) => {
        static CAPACITY: CircuitBreaker = CircuitBreaker::new("capacity").window(4);
        static KEY: CircuitBreaker = CircuitBreaker::new("key").consecutive(1);

        policy! {
            static $name: Error = (
                max = 3, backoff = fixed(1s), classified, within = 1min, attempt_timeout = 10s,
                breaker(CAPACITY), breaker(KEY, trips_on = [Error::InvalidKey]),
            )
        }
    };
}

#[tokio::test(start_paused = true)]
async fn its_time_limits_each_attempt() {
    with_policy!(POLICY);
    #[retry(policy = POLICY)]
    async fn hangs() -> Result<(), Error> {
        pending().await
    }
    #[retry(policy = POLICY, attempt_timeout = 2s)]
    async fn tightened() -> Result<(), Error> {
        pending().await
    }
    #[retry(policy = POLICY, within = 15s, clone(text))]
    async fn cut(text: String) -> Result<(), Error> {
        drop(text);
        pending().await
    }
    let start = Instant::now();
    assert_eq!(hangs().await, Err(Error::Late(AttemptTimeout::new(Duration::from_secs(10)))));
    assert_eq!(start.elapsed(), Duration::from_secs(3 * 10 + 2));
    assert_eq!(CAPACITY.state(), BreakerState::Closed, "three failures of four");
    CAPACITY.reset();

    let start = Instant::now();
    assert_eq!(tightened().await, Err(Error::Late(AttemptTimeout::new(Duration::from_secs(2)))));
    assert_eq!(start.elapsed(), Duration::from_secs(3 * 2 + 2));
    CAPACITY.reset();

    let start = Instant::now();
    assert_eq!(cut(String::new()).await, Err(Error::Late(AttemptTimeout::new(Duration::from_secs(4)))));
    assert_eq!(start.elapsed(), Duration::from_secs(15), "10 s, a wait of 1 s, and what is left");
}

#[tokio::test(start_paused = true)]
async fn its_breakers_refuse_and_count() {
    with_policy!(POLICY);
    static CALLS: AtomicU32 = AtomicU32::new(0);
    #[retry(policy = POLICY)]
    async fn asks(error: Error) -> Result<(), Error> {
        CALLS.fetch_add(1, SeqCst);
        Err(error.clone())
    }
    assert_eq!(asks(Error::Busy).await, Err(Error::Busy));
    assert_eq!((CALLS.swap(0, SeqCst), CAPACITY.state()), (3, BreakerState::Closed));
    assert_eq!(asks(Error::Busy).await, Err(Error::Busy));
    assert_eq!((CALLS.swap(0, SeqCst), CAPACITY.state()), (1, BreakerState::Open), "the fourth failure");
    assert!(matches!(asks(Error::Busy).await, Err(Error::Open(open)) if open.breaker() == "capacity"));
    CAPACITY.reset();
    assert_eq!(asks(Error::InvalidKey).await, Err(Error::InvalidKey));
    assert_eq!(
        (KEY.state(), CAPACITY.state()),
        (BreakerState::Open, BreakerState::Closed),
        "an answer, but for the key"
    );
    assert!(matches!(asks(Error::Busy).await, Err(Error::Open(open)) if open.breaker() == "key"));
    assert_eq!(CALLS.load(SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_function_adds_breakers_and_errors_that_end_the_call() {
    with_policy!(POLICY);
    static OWN: CircuitBreaker = CircuitBreaker::new("own").consecutive(1);
    #[retry(policy = POLICY, breaker(OWN, trips_on = [Error::Busy]), non_retryable = [Error::Busy], attempt = n)]
    async fn adds(attempts: &mut u32, error: Error) -> Result<(), Error> {
        *attempts = n.number();
        Err(error.clone())
    }
    let mut attempts = 0;
    assert_eq!(adds(&mut attempts, Error::Busy).await, Err(Error::Busy));
    assert_eq!((attempts, OWN.state()), (1, BreakerState::Open), "the policy would have retried it");
    let refused = adds(&mut attempts, Error::Busy).await;
    assert!(matches!(refused, Err(Error::Open(open)) if open.breaker() == "own"));
    for _ in 0..100 {
        assert!(adds(&mut attempts, Error::Busy).await.is_err());
    }
    assert_eq!(CAPACITY.state(), BreakerState::Closed, "an attempt that is not made is no dropped one");
    OWN.reset();
    assert_eq!(
        adds(&mut attempts, Error::Late(AttemptTimeout::new(Duration::ZERO)))
            .await
            .map_err(|_| ()),
        Err(())
    );
    assert_eq!(attempts, 3, "as the policy says");
}

#[tokio::test(start_paused = true)]
async fn a_probe_of_the_policy_is_let_in() {
    with_policy!(POLICY);
    #[retry(policy = POLICY)]
    async fn asks(error: Option<Error>) -> Result<(), Error> {
        error.clone().map_or(Ok(()), Err)
    }
    assert!(asks(Some(Error::Busy)).await.is_err() && asks(Some(Error::Busy)).await.is_err());
    assert_eq!(CAPACITY.state(), BreakerState::Open);
    sleep(Duration::from_secs(5)).await;
    assert_eq!(asks(None).await, Ok(()));
    assert_eq!(CAPACITY.state(), BreakerState::Closed);
}

#[test]
fn its_classification_can_be_tested_by_itself() {
    policy! {
        static LISTS: Error = (max = 3, retryable = [Error::Busy, Error::Late], non_retryable = [|error| *error == Error::InvalidKey, _]);
        static MARKS: Error = (max = 3, classified, non_retryable = [Error::Busy]);
    }
    assert_eq!((LISTS.class(&Error::Busy), LISTS.rule(&Error::Busy)), (Class::Transient, "Error::Busy"));
    assert_eq!(LISTS.class(&Error::InvalidKey), Class::Permanent);
    assert_eq!(LISTS.rule(&Error::InvalidKey), "|error| *error == Error::InvalidKey");
    assert_eq!((MARKS.class(&Error::Busy), MARKS.rule(&Error::Busy)), (Class::Permanent, "Error::Busy"));
    let late = Error::Late(AttemptTimeout::new(Duration::ZERO));
    assert_eq!((MARKS.class(&late), MARKS.rule(&late)), (Class::Transient, "Error::Late"));
}

/// A policy for errors of another crate: what makes them stands in it once.
#[tokio::test(start_paused = true)]
async fn errors_of_another_crate_are_made_in_the_policy() {
    use tonic::{Code, Status};
    static GRPC_BREAKER: CircuitBreaker = CircuitBreaker::new("grpc").consecutive(3);
    policy! {
        static GRPC: Status = (
            max = 3,
            backoff = none,
            by = Status::code,
            retryable = [Code::Unavailable, Code::DeadlineExceeded],
            attempt_timeout(1s, error = |timeout| Status::deadline_exceeded(timeout.to_string())),
            breaker(GRPC_BREAKER, trips_on = [Code::Internal, Code::DeadlineExceeded], error = |open| Status::unavailable(open.to_string())),
        )
    }
    #[retry(policy = GRPC)]
    async fn call(answer: Option<Status>) -> Result<(), Status> {
        match answer.clone() {
            Some(status) => Err(status),
            None => pending().await,
        }
    }
    assert_eq!(call(Some(Status::not_found(""))).await.unwrap_err().code(), Code::NotFound);
    assert_eq!(call(None).await.unwrap_err().code(), Code::DeadlineExceeded);
    let refused = call(Some(Status::not_found(""))).await.unwrap_err();
    assert_eq!((refused.code(), GRPC.class(&refused)), (Code::Unavailable, Class::Transient));
}
