//! Every shape of an entry, in `trips_on`.

use std::future::Future;
use std::io;

use retry_runtime::BreakerState::{Closed, Open};
use retry_runtime::{CircuitBreaker, CircuitOpen, Classify, retry};

#[derive(Debug, thiserror::Error, Classify)]
enum ApiError {
    #[error("auth")]
    #[permanent]
    Auth,
    #[error("http {status}")]
    #[transient]
    Http { status: u16 },
    #[error("io")]
    #[transient]
    Io(#[from] io::Error),
    #[error(transparent)]
    #[permanent]
    Open(#[from] CircuitOpen),
}

impl ApiError {
    fn is_auth(&self) -> bool {
        matches!(self, Self::Auth)
    }
}

/// A code, such as a C library has.
const REFUSED: i32 = 111;

#[derive(Debug, PartialEq, Eq)]
struct Code(i32);

impl Code {
    const REFUSED: Self = Self(REFUSED);
}

impl From<CircuitOpen> for Code {
    fn from(_: CircuitOpen) -> Self {
        Self(0)
    }
}

/// Nothing is retried: what trips the breaker is another question.
fn never<E>(_: &E) -> bool {
    false
}

/// Whether the one failure of a call opens a breaker that one failure opens.
async fn opens<T, E, F: Future<Output = Result<T, E>>>(call: impl Fn(&'static CircuitBreaker) -> F) -> bool {
    let breaker: &CircuitBreaker = Box::leak(Box::new(CircuitBreaker::new("service").consecutive(1)));
    assert!(call(breaker).await.is_err());
    breaker.state() == Open
}

/// Proves which errors trip by these entries, and which do not.
macro_rules! trips_on {
    ($($name:ident: $error:ty, [$($entry:tt)+], trips $yes:expr, not $no:expr;)*) => {$(
        #[tokio::test(start_paused = true)]
        async fn $name() {
            #[retry(max = 2, backoff = none, retryable = [never], breaker(breaker, trips_on = [$($entry)+]))]
            async fn yes(breaker: &CircuitBreaker) -> Result<(), $error> {
                Err($yes)
            }
            #[retry(max = 2, backoff = none, retryable = [never], breaker(breaker, trips_on = [$($entry)+]))]
            async fn no(breaker: &CircuitBreaker) -> Result<(), $error> {
                Err($no)
            }
            assert_eq!((opens(yes).await, opens(no).await), (true, false));
        }
    )*};
}

fn timed_out() -> io::Error {
    io::ErrorKind::TimedOut.into()
}

trips_on! {
    a_variant: ApiError, [ApiError::Auth], trips ApiError::Auth, not ApiError::Http { status: 500 };
    a_variant_with_fields: ApiError, [ApiError::Http], trips ApiError::Http { status: 500 }, not ApiError::Auth;
    a_pattern: ApiError, [ApiError::Http { status: 500.. }],
        trips ApiError::Http { status: 503 }, not ApiError::Http { status: 404 };
    a_guard: ApiError, [ApiError::Http { status } if *status > 500],
        trips ApiError::Http { status: 503 }, not ApiError::Http { status: 500 };
    alternatives: ApiError, [ApiError::Io(_) | ApiError::Auth],
        trips ApiError::Auth, not ApiError::Http { status: 500 };
    several: ApiError, [ApiError::Auth, ApiError::Io],
        trips ApiError::Io(timed_out()), not ApiError::Http { status: 500 };
    a_constant: Code, [Code::REFUSED], trips Code(111), not Code(112);
    a_function: ApiError, [ApiError::is_auth], trips ApiError::Auth, not ApiError::Io(timed_out());
    a_closure: ApiError, [|error| error.is_auth() && *error.to_string() == *"auth"], trips ApiError::Auth, not ApiError::Io(timed_out());
    a_type_that_is_carried: ApiError, [io::Error], trips ApiError::Io(timed_out()), not ApiError::Auth;
    a_type_in_a_chain: anyhow::Error, [io::Error], trips timed_out().into(), not anyhow::anyhow!("no");
    a_source: ApiError, [source(io::Error)], trips ApiError::Io(timed_out()), not ApiError::Auth;
    a_source_that_is_a_variant: anyhow::Error, [source(ApiError::Auth)],
        trips anyhow::Error::from(ApiError::Auth).context("load"), not ApiError::Http { status: 500 }.into();
    shapes_side_by_side: ApiError, [ApiError::is_auth, ApiError::Http { status: 500 }, source(io::Error)],
        trips ApiError::Io(timed_out()), not ApiError::Http { status: 404 };
}

#[tokio::test(start_paused = true)]
async fn a_closure_sees_self_and_the_parameters() {
    struct Client {
        limit: u16,
        breaker: CircuitBreaker,
    }
    impl Client {
        #[retry(max = 2, backoff = none, non_retryable = [ApiError::Http], clone(also),
            breaker(self.breaker, trips_on = [
                |error| matches!(error, ApiError::Http { status } if *status >= self.limit || also.contains(status)),
            ]))]
        async fn load(&self, status: u16, also: Vec<u16>) -> Result<(), ApiError> {
            drop(also);
            Err(ApiError::Http { status })
        }
    }
    let breaker = CircuitBreaker::new("service").consecutive(1);
    let client = Client { limit: 500, breaker };
    for (status, state) in [(404, Closed), (429, Open), (503, Open), (499, Closed)] {
        client.breaker.reset();
        assert!(client.load(status, vec![429]).await.is_err());
        assert_eq!(client.breaker.state(), state, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_need_not_be_retried_and_what_is_retried_need_not_be_a_failure() {
    #[retry(max = 3, backoff = none, retryable = [ApiError::Http], breaker(breaker, trips_on = [ApiError::Auth]))]
    async fn load(breaker: &CircuitBreaker, error: fn() -> ApiError) -> Result<(), ApiError> {
        Err(error())
    }
    let breaker = CircuitBreaker::new("key").consecutive(1);
    assert!(load(&breaker, || ApiError::Http { status: 500 }).await.is_err());
    assert_eq!(breaker.state(), Closed);
    assert!(load(&breaker, || ApiError::Auth).await.is_err());
    assert_eq!(breaker.state(), Open);
}
