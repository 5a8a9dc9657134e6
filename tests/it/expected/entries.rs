//! What an entry of the list decides, and beside what.

use std::time::Duration;

use retry_runtime::{Class, Classify, policy, retry};
use tokio::time::Instant;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Classify)]
enum Error {
    #[transient]
    Busy,
    #[permanent]
    InvalidKey,
    #[expected]
    NotFound,
    #[transient]
    Status(u64),
    #[delegate]
    Card(CardError),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Classify)]
enum CardError {
    #[expected]
    Declined,
    #[transient]
    Unreachable,
}

impl Error {
    const fn code(&self) -> u64 {
        match self {
            Self::Status(status) => *status,
            Self::NotFound => 404,
            _ => 500,
        }
    }
}

policy! {
    static THREE: Error = (
        max = 3, backoff = none, expected = [Error::NotFound, Error::Card(CardError::Declined)], retryable = [Error::Busy, Error::Status(_)],
        non_retryable = [Error::InvalidKey, Error::Card(CardError::Unreachable)],
    );
    static BY: Error = (max = 3, backoff = none, by = Error::code, expected = [404], retryable = [500..=599]);
    static CLASSIFIED: Error = (max = 3, backoff = none, classified);
    static LIMITS = (max = 3, backoff = none);
}

/// How many attempts a call makes whose every attempt fails with this.
macro_rules! attempts {
    ($error:expr, ($($keys:tt)*)) => {{
        #[retry($($keys)*)]
        async fn load(attempts: &mut u32, error: Error) -> Result<(), Error> {
            *attempts += 1;
            Err(error)
        }
        let mut attempts = 0;
        assert_eq!(load(&mut attempts, $error).await, Err($error), "the call still ends with it");
        attempts
    }};
}

#[tokio::test]
async fn it_ends_the_call_and_leaves_the_others_as_they_were() {
    assert_eq!(
        attempts!(
            Error::NotFound,
            (max = 3, backoff = none, expected = [Error::NotFound], retryable = [Error::Busy])
        ),
        1
    );
    assert_eq!(
        attempts!(
            Error::Busy,
            (max = 3, backoff = none, expected = [Error::NotFound], retryable = [Error::Busy])
        ),
        3
    );
    assert_eq!(
        attempts!(
            Error::InvalidKey,
            (max = 3, backoff = none, expected = [Error::NotFound], retryable = [Error::Busy])
        ),
        1
    );
    let opposite = attempts!(
        Error::Busy,
        (max = 3, backoff = none, expected = [Error::NotFound], non_retryable = [Error::InvalidKey])
    );
    assert_eq!(opposite, 3, "what stands in neither list is retried");
}

/// Whatever else would have it.
#[tokio::test]
async fn it_decides_first() {
    assert_eq!(attempts!(Error::Busy, (max = 3, backoff = none, expected = [Error::Busy], classified)), 1);
    assert_eq!(
        attempts!(
            Error::Status(404),
            (
                max = 3,
                backoff = none,
                expected = [|error| error.code() == 404],
                retryable = [Error::Status(_)]
            )
        ),
        1
    );
    let on = attempts!(
        Error::Status(404),
        (
            max = 3,
            backoff = none,
            on(Error::Status(_), max = 2),
            expected = [Error::Status(404)],
            retryable = [Error::Busy]
        )
    );
    assert_eq!(on, 1);
    assert_eq!(
        attempts!(
            Error::Status(500),
            (
                max = 3,
                backoff = none,
                on(Error::Status(_), max = 2),
                expected = [Error::Status(404)],
                retryable = [Error::Busy]
            )
        ),
        2
    );
}

#[derive(Debug, PartialEq)]
enum Two {
    NotFound,
    Busy,
}

/// The compiler checks the three together: a test beside patterns needs no `_`.
#[tokio::test]
async fn three_lists_are_one_match() {
    let attempts = attempts!(
        Error::Status(404),
        (
            max = 3,
            backoff = none,
            expected = [|error| error.code() == 404, Error::NotFound],
            non_retryable = [Error::InvalidKey, Error::Card(_)],
            retryable = [Error::Busy, Error::Status(_)],
        )
    );
    assert_eq!(attempts, 1);
}

#[retry(max = 2, backoff = none, expected = [Two::NotFound], retryable = [Two::Busy], attempt = n)]
async fn whole(two: bool) -> Result<u32, Two> {
    if n.is_last() {
        Ok(n.number())
    } else {
        Err(if two { Two::Busy } else { Two::NotFound })
    }
}

#[tokio::test]
async fn answers_and_what_is_retried_may_be_all_there_is() {
    assert_eq!((whole(true).await, whole(false).await), (Ok(2), Err(Two::NotFound)));
}

#[tokio::test]
async fn a_function_adds_to_its_policy() {
    assert_eq!(attempts!(Error::Status(410), (policy = THREE)), 3);
    assert_eq!(attempts!(Error::Status(410), (policy = THREE, expected = [Error::Status(410)])), 1);
    assert_eq!(
        attempts!(Error::Busy, (policy = THREE, expected = [Error::Status(410)])),
        3,
        "the rest is the policy's"
    );
    assert_eq!(
        attempts!(Error::Busy, (policy = THREE, expected = [Error::NotFound], non_retryable = [Error::Busy])),
        1
    );
    assert_eq!(
        attempts!(
            Error::NotFound,
            (policy = LIMITS, expected = [Error::NotFound], retryable = [Error::Busy])
        ),
        1
    );
    assert_eq!(
        attempts!(
            Error::Busy,
            (policy = LIMITS, expected = [Error::NotFound], non_retryable = [Error::InvalidKey])
        ),
        3
    );
}

#[test]
fn a_policy_says_so() {
    let class = |error| [THREE.class(&error), BY.class(&error), CLASSIFIED.class(&error)];
    assert_eq!(class(Error::NotFound), [Class::Expected; 3]);
    assert_eq!(class(Error::Status(500)), [Class::Transient; 3]);
    assert_eq!(class(Error::InvalidKey), [Class::Permanent, Class::Transient, Class::Permanent]);
    assert_eq!(THREE.class(&Error::Card(CardError::Declined)), Class::Expected);
    assert_eq!(CLASSIFIED.class(&Error::Card(CardError::Declined)), Class::Expected, "as the field says");
    assert_eq!(CLASSIFIED.class(&Error::Card(CardError::Unreachable)), Class::Transient);
    let rules = [THREE.rule(&Error::NotFound), BY.rule(&Error::NotFound), CLASSIFIED.rule(&Error::NotFound)];
    assert_eq!(rules, ["Error::NotFound", "404", "Error::NotFound"]);
}

/// Nobody is asked for a wait that there is none of.
#[tokio::test(start_paused = true)]
async fn a_hint_is_not_asked() {
    #[retry(max = 3, expected = [Error::NotFound], retryable = [Error::Busy], hint(|_| unreachable!(), cap = 60s))]
    async fn load() -> Result<(), Error> {
        Err(Error::NotFound)
    }
    let start = Instant::now();
    assert_eq!(load().await, Err(Error::NotFound));
    assert_eq!(start.elapsed(), Duration::ZERO);
}
