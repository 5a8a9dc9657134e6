//! `by`: the patterns of the lists look at a value that a function makes of the error.

use std::io;

use retry_runtime::{CircuitBreaker, retry};

use crate::classification::retried;

/// Like an error of another crate: a struct that answers questions.
#[derive(Debug, Clone, PartialEq)]
struct Status {
    code: Code,
    http: Option<u16>,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    Unavailable,
    NotFound,
    Internal(u8),
}

impl Code {
    const TEAPOT: Self = Self::Internal(18);
}

impl Status {
    fn new(code: Code) -> Self {
        Self { code, http: None, text: String::new() }
    }

    fn http(status: u16) -> Self {
        Self { http: Some(status), ..Self::new(Code::NotFound) }
    }

    fn text(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::new(Code::NotFound) }
    }

    fn code(&self) -> Code {
        self.code
    }

    fn is_final(&self) -> bool {
        self.text == "final"
    }
}

const SPECIAL: u16 = 599;

retried!(path: Status, by = Status::code, retryable = [Code::Unavailable, Code::Internal(7..)]);
retried!(closure: Status, by = |status| status.code, non_retryable = [Code::NotFound]);
retried!(checked: Status, by = Status::code, retryable = [Code::Unavailable], non_retryable = [Code::NotFound, Code::Internal]);
retried!(constants: Status, by = Status::code, retryable = [Code::TEAPOT]);
retried!(options: Status, by = |status| status.http, retryable = [Some(500..=599), None], non_retryable = [_]);
retried!(nothing: Status, by = |status| status.http, non_retryable = [None]);
retried!(integers: Status, by = |status| status.http.unwrap_or(0), retryable = [500..=598, SPECIAL, 429 | 408]);
retried!(guarded: Status, by = |status| status.http.unwrap_or(0), retryable = [code if code % 2 == 0]);
retried!(strings: Status, by = |status| status.text.as_str(), retryable = ["busy" | "later", _], non_retryable = ["gone"]);
retried!(beside_others: Status, by = Status::code, non_retryable = [Status::is_final, |status| status.http == Some(401)], retryable = [Code::Unavailable, _]);
retried!(kinds: io::Error, by = io::Error::kind, retryable = [io::ErrorKind::TimedOut, io::ErrorKind::ConnectionReset], non_retryable = [_]);
retried!(parts: Status, by = |status| (status.code, status.http), retryable = [(Code::Unavailable, _), (_, Some(503))]);
retried!(chains: anyhow::Error, by = |error| error.downcast_ref::<io::Error>().map(io::Error::kind), retryable = [Some(io::ErrorKind::TimedOut)]);

#[test]
fn the_patterns_look_at_the_value() {
    assert!(path(|| Status::new(Code::Unavailable)) && path(|| Status::new(Code::Internal(8))));
    assert!(!path(|| Status::new(Code::Internal(6))) && !path(|| Status::new(Code::NotFound)));
    assert!(closure(|| Status::new(Code::Internal(1))) && !closure(|| Status::new(Code::NotFound)));
    assert!(checked(|| Status::new(Code::Unavailable)) && !checked(|| Status::new(Code::Internal(1))));
    assert!(constants(|| Status::new(Code::Internal(18))) && !constants(|| Status::new(Code::Internal(17))));
    assert!(parts(|| Status::new(Code::Unavailable)) && parts(|| Status::http(503)) && !parts(|| Status::http(404)));
}

#[test]
fn options_integers_and_texts() {
    assert!(options(|| Status::http(503)) && options(|| Status::new(Code::NotFound)) && !options(|| Status::http(404)));
    assert!(!nothing(|| Status::new(Code::NotFound)) && nothing(|| Status::http(404)));
    assert!(integers(|| Status::http(599)) && integers(|| Status::http(429)) && !integers(|| Status::http(404)));
    assert!(guarded(|| Status::http(404)) && !guarded(|| Status::http(403)));
    assert!(strings(|| Status::text("later")) && strings(|| Status::text("x")) && !strings(|| Status::text("gone")));
}

#[test]
fn functions_closures_and_types_still_see_the_error() {
    assert!(!beside_others(|| Status { code: Code::Unavailable, ..Status::text("final") }));
    assert!(!beside_others(|| Status { code: Code::Unavailable, ..Status::http(401) }));
    assert!(beside_others(|| Status::new(Code::Unavailable)));
}

#[test]
fn errors_of_the_standard_library_and_dynamic_ones() {
    let timed_out = || io::Error::from(io::ErrorKind::TimedOut);
    assert!(kinds(timed_out) && !kinds(|| io::Error::from(io::ErrorKind::NotFound)));
    assert!(chains(|| timed_out().into()) && !chains(|| anyhow::anyhow!("other")));
}

#[retry(
    max = 9,
    backoff = none,
    by = |status| { *asked += 1; status.code },
    on(Code::Internal, max = 2),
    retryable = [Code::Unavailable],
    non_retryable = [Code::NotFound],
)]
async fn own_schedule(status: &Status, asked: &mut u32, calls: &mut u32) -> Result<(), Status> {
    *calls += 1;
    Err(status.clone())
}

#[tokio::test]
async fn it_is_asked_once_for_each_failure_and_on_has_it_too() {
    for (code, expected) in [(Code::Internal(1), 2), (Code::Unavailable, 9), (Code::NotFound, 1)] {
        let (mut asked, mut calls) = (0, 0);
        assert!(own_schedule(&Status::new(code), &mut asked, &mut calls).await.is_err());
        assert_eq!((asked, calls), (expected, expected), "{code:?}");
    }
}

#[retry(
    max = 2,
    backoff = none,
    by = Status::code,
    retryable = [Code::Unavailable],
    breaker(breaker, trips_on = [Code::Internal, Status::is_final], error = |_| Status::new(Code::NotFound)),
)]
async fn trips(breaker: &CircuitBreaker, status: &Status) -> Result<(), Status> {
    Err(status.clone())
}

#[tokio::test]
async fn what_trips_a_breaker_is_named_by_it_too() {
    for (status, refused) in [
        (Status::new(Code::Internal(3)), true),
        (Status::text("final"), true),
        (Status::new(Code::Unavailable), false),
    ] {
        let breaker = CircuitBreaker::new("service").consecutive(1);
        assert!(trips(&breaker, &status).await.is_err());
        assert_eq!(breaker.refusal().is_some(), refused, "{status:?}");
    }
}
