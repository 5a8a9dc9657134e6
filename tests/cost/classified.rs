//! What a failure costs beside its body: however it is classified and hinted, no allocation. Features that count calls and
//! keep the last error allocate for it.

use std::cell::Cell;
use std::future::Future;
use std::io;
use std::time::Duration;

use allocation_counter::{AllocationInfo, measure};
use futures_util::FutureExt;
use retry_runtime::{Classify, policy, retry};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("auth")]
struct AuthError;

#[derive(Debug, thiserror::Error, Classify)]
enum Error {
    #[error("busy")]
    #[transient(after = 0)]
    Busy(Option<Duration>),
    #[error("limited")]
    #[transient]
    Limited,
    #[error("auth")]
    #[permanent]
    Auth(#[from] AuthError),
    #[error("io")]
    #[transient]
    Io(#[source] io::Error),
}

impl Error {
    fn asked(&self) -> Option<Duration> {
        if let Self::Busy(asked) = self { *asked } else { None }
    }
}

/// A body that never succeeds: by turns each kind of error that is retried, and at the hundredth attempt `AuthError`.
#[derive(Default)]
struct Body {
    calls: Cell<u32>,
    asks: Option<Duration>,
}

impl Body {
    fn call(&self) -> Result<u32, Error> {
        self.calls.set(self.calls.get() + 1);
        Err(match self.calls.get() {
            100 => Error::Auth(AuthError),
            number if number % 3 == 0 => Error::Io(io::ErrorKind::TimedOut.into()),
            number if number % 3 == 1 => Error::Limited,
            _ => Error::Busy(self.asks),
        })
    }
}

policy! {
    static POLICY: Error = (
        max = 100,
        backoff = none,
        within = "1h",
        hint(Error::asked, cap = 1s),
        non_retryable = [AuthError],
        on(Error::Limited, backoff = none),
        classified,
    );
}

/// Proves that a call of a function with these keys makes a hundred attempts, at its first poll, and no allocation.
macro_rules! free {
    ($($name:ident: [$($keys:tt)+];)*) => {$(
        #[test]
        fn $name() {
            #[retry($($keys)+)]
            async fn load(body: &Body) -> Result<u32, Error> {
                body.call()
            }
            let body = Body::default();
            let info = measure(|| assert!(matches!(load(&body).now_or_never(), Some(Err(Error::Auth(_))))));
            assert_eq!((body.calls.get(), info.count_total), (100, 0));
        }
    )*};
}

free! {
    classified: [max = 100, backoff = none, classified];
    a_bare_type: [max = 100, backoff = none, non_retryable = [AuthError]];
    a_source: [max = 100, backoff = none, retryable = [source(io::Error), source(Error::Busy), source(Error::Limited)], non_retryable = [source(AuthError), _]];
    own_schedules: [max = 100, backoff = none, on(Error::Limited, max = 90), on(source(io::Error), max = 90), classified];
    a_hint: [max = 100, backoff = none, non_retryable = [Error::Auth], hint(Error::asked, cap = 1s)];
    a_hint_of_the_error: [max = 100, backoff = none, classified, hint(cap = 1s), on(Error::Busy, hint(cap = 2s))];
    a_policy: [policy = POLICY];
    a_tightened_policy: [policy = POLICY, within = "1min", attempt = _n];
}

/// What a dynamic error allocates is its own: one box at a time, and nothing for the search in it.
#[test]
fn a_search_through_a_dynamic_error() {
    #[retry(max = 100, backoff = none, retryable = [Error, source(io::Error)], non_retryable = [source(AuthError), AuthError, _])]
    async fn load() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        Err(Box::new(Error::Io(io::ErrorKind::TimedOut.into())))
    }
    let info = measure(|| assert!(load().now_or_never().unwrap().is_err()));
    assert_eq!((info.count_total, info.bytes_max), (100, size_of::<Error>() as u64));
}

fn waiting(call: impl Future) -> AllocationInfo {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    measure(|| {
        let _ = runtime.block_on(call);
    })
}

/// Waits of every schedule, and those that the server asks for: what one wait costs by hand.
#[test]
fn waits_allocate_no_more_than_the_runtime_does_for_one() {
    #[retry(
        max = 100,
        backoff = "fixed(1s, jitter = full)",
        classified,
        hint(cap = 10s),
        on(Error::Limited, backoff = "exp(1s, max = 3s, jitter = decorrelated)"),
    )]
    async fn load(body: &Body) -> Result<u32, Error> {
        body.call()
    }
    let by_hand = waiting(async { tokio::time::sleep(Duration::from_secs(1)).await });
    let body = Body { asks: Some(Duration::from_secs(2)), ..Body::default() };
    assert_eq!((waiting(load(&body)), body.calls.get()), (by_hand, 100));
}
