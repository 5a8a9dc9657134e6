//! `#[transient(after = field)]`: the error says how long the server asks to wait.

use std::time::Duration;

use retry_runtime::{Class, Classify, retry};

use crate::classify::{PERMANENT, TRANSIENT, after, says};
use crate::common::script::{Script, seconds};

#[derive(Debug, Clone, PartialEq, Eq, Classify)]
enum ApiError {
    #[transient(after = wait)]
    Named { wait: Duration },
    #[transient(after = retry_delay)]
    Optional { status: u16, retry_delay: Option<Duration> },
    #[transient(after = 0)]
    Tuple(Duration),
    #[transient(after = 1)]
    Second(String, Option<Duration>, Duration),
    #[transient(after = r#try)]
    Raw { r#try: Duration },
    #[transient]
    NotSaid(Duration),
    #[permanent]
    Gone { wait: Duration },
}

const WAIT: Duration = Duration::from_secs(7);

#[test]
fn the_field_that_is_named() {
    assert_eq!(says(&ApiError::Named { wait: WAIT }), after(7));
    assert_eq!(says(&ApiError::Optional { status: 429, retry_delay: Some(WAIT) }), after(7));
    assert_eq!(says(&ApiError::Tuple(WAIT)), after(7));
    assert_eq!(says(&ApiError::Second(String::new(), Some(WAIT), Duration::MAX)), after(7));
    assert_eq!(says(&ApiError::Raw { r#try: WAIT }), after(7));
}

#[test]
fn none_is_none() {
    assert_eq!(says(&ApiError::Optional { status: 429, retry_delay: None }), TRANSIENT);
    assert_eq!(says(&ApiError::Second(String::new(), None, WAIT)), TRANSIENT);
}

#[test]
fn a_field_that_is_not_named_says_nothing() {
    assert_eq!(says(&ApiError::NotSaid(WAIT)), TRANSIENT);
    assert_eq!(says(&ApiError::Gone { wait: WAIT }), PERMANENT);
}

#[derive(Classify)]
#[transient(after = wait)]
struct Throttled {
    wait: Duration,
}

#[derive(Classify)]
#[transient(after = 1)]
struct Tuple(#[expect(dead_code)] u16, Option<Duration>);

type Wait = Option<Duration>;

#[derive(Classify)]
#[transient(after = 0)]
struct Alias(Wait);

#[test]
fn structs() {
    assert_eq!(says(&Throttled { wait: WAIT }), after(7));
    assert_eq!((says(&Tuple(429, Some(WAIT))), says(&Tuple(429, None))), (after(7), TRANSIENT));
    assert_eq!((says(&Alias(Some(WAIT))), says(&Alias(None))), (after(7), TRANSIENT));
}

/// A duration of whatever type.
#[derive(Classify)]
#[transient(after = wait)]
struct Generic<T: Into<u32>, const N: usize> {
    wait: Duration,
    _extra: [T; N],
}

#[test]
fn a_generic_struct() {
    assert_eq!(says(&Generic { wait: WAIT, _extra: [1_u8; 3] }), after(7));
}

#[test]
fn zero_is_said_as_it_is() {
    let zero = (Class::Transient, Some(Duration::ZERO));
    assert_eq!(says(&ApiError::Tuple(Duration::ZERO)), zero);
    assert_eq!(says(&ApiError::Optional { status: 429, retry_delay: Some(Duration::ZERO) }), zero);
}

/// And a function takes it for none.
#[tokio::test(start_paused = true)]
async fn a_function_waits_as_long() {
    #[retry(max = 6, backoff = "fixed(1s)", classified, hint(cap = 60s))]
    async fn load(script: &Script<ApiError>) -> Result<usize, ApiError> {
        script.call()
    }
    let script = Script::new([
        ApiError::Tuple(Duration::ZERO),
        ApiError::Named { wait: WAIT },
        ApiError::Optional { status: 429, retry_delay: Some(Duration::ZERO) },
        ApiError::Optional { status: 429, retry_delay: None },
        ApiError::NotSaid(WAIT),
    ]);
    assert_eq!((load(&script).await, script.waits()), (Ok(6), seconds([1, 7, 1, 1, 1])));
}
