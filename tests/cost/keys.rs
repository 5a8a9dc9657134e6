//! The future of a function with one key is no larger than that of the loop by hand that does the same.

use std::future::{Future, pending, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use retry_runtime::{AttemptTimeout, retry};
use tokio::task::yield_now;
use tokio::time::{Instant, sleep, timeout};

/// An error of some size that needs to be dropped, such as clients have.
#[derive(Debug)]
enum Error {
    Busy(#[expect(dead_code)] String),
    Late,
    Gone(#[expect(dead_code)] [u64; 12]),
}

impl From<AttemptTimeout> for Error {
    fn from(_: AttemptTimeout) -> Self {
        Self::Late
    }
}

/// What a call has to remember to be counted.
const COUNTED: usize = if cfg!(any(feature = "metrics", feature = "registry")) { 24 } else { 0 };

const WAITS: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];

/// A request that holds `N` bytes while it waits.
async fn request<const N: usize>(text: &str) -> Result<u8, Error> {
    let buffer = [7_u8; N];
    yield_now().await;
    match text {
        "" => Err(Error::Busy(text.to_owned())),
        "gone" => Err(Error::Gone([0; 12])),
        _ => Ok(buffer[N - 1]),
    }
}

/// Whether a call is cancelled before its wait is over.
async fn stopped(stop: impl Future, wait: Duration) -> bool {
    let (mut stop, mut wait) = (pin!(stop), pin!(sleep(wait)));
    let race = poll_fn(|context| {
        if stop.as_mut().poll(context).is_ready() {
            return Poll::Ready(true);
        }
        wait.as_mut().poll(context).map(|()| false)
    });
    race.await
}

/// Twice two sizes, with a body that is ready and with one that holds a KiB: of a function with these keys, and of the loop in
/// which `$outcome` is the attempt, and `$failed` what becomes of it.
macro_rules! sizes {
    ([$($keys:tt)*], |$text:ident, $failures:ident, $body:ident| { $($before:tt)* } loop $loop:block) => {{
        macro_rules! of {
            ($size:literal) => {{
                #[retry(max = 3, retryable = [Error::Busy, Error::Late], $($keys)*)]
                async fn retried($text: &str) -> Result<u8, Error> {
                    request::<$size>($text).await
                }
                async fn by_hand($text: &str) -> Result<u8, Error> {
                    let mut $failures = 0_u8;
                    let $body = || async { request::<$size>($text).await };
                    $($before)*
                    loop {
                        let wait = $loop;
                        sleep(wait).await;
                        $failures += 1;
                    }
                }
                [size_of_val(&retried("")), size_of_val(&by_hand(""))]
            }};
        }
        [of!(1), of!(1024)]
    }};
}

fn check<const BODIES: usize>(key: &str, sizes: [[usize; 2]; BODIES], more: usize) {
    for [retried, by_hand] in sizes {
        assert!(
            retried <= by_hand + COUNTED + more,
            "{key}: {retried} bytes, {by_hand} by hand: {sizes:?}"
        );
    }
}

#[test]
fn attempt_timeout() {
    let sizes = sizes!([attempt_timeout = 5s], |text, failures, body| {} loop {
        match timeout(Duration::from_secs(5), body()).await {
            Ok(Ok(value)) => return Ok(value),
            Err(_) | Ok(Err(Error::Busy(_))) if failures < 2 => WAITS[usize::from(failures)],
            Ok(Err(error)) => return Err(error),
            Err(_) => return Err(Error::Late),
        }
    });
    check("attempt_timeout", sizes, 0);
}

#[test]
fn within_and_deadline() {
    let sizes = sizes!([within = 1min], |text, failures, body| {
        let end = Instant::now() + Duration::from_secs(60);
    } loop {
        match body().await {
            Ok(value) => return Ok(value),
            Err(Error::Busy(_)) if failures < 2 && Instant::now() + WAITS[usize::from(failures)] <= end => WAITS[usize::from(failures)],
            Err(error) => return Err(error),
        }
    });
    check("within", sizes, 0);
}

#[test]
fn on_retry() {
    let sizes = sizes!([on_retry = |_| yield_now().await], |text, failures, body| {} loop {
        match body().await {
            Ok(value) => return Ok(value),
            Err(error @ Error::Busy(_)) if failures < 2 => {
                yield_now().await;
                drop(error);
                WAITS[usize::from(failures)]
            }
            Err(error) => return Err(error),
        }
    });
    check("on_retry", sizes, 0);
}

/// There is one `Attempt` for all functions, so that it can be handed on. It has room for the end of its time.
#[test]
fn attempt() {
    const END: usize = size_of::<Option<Instant>>();
    #[derive(Clone, Copy)]
    struct Attempt {
        number: u32,
        max: u32,
    }
    #[retry(max = 3, retryable = [Error::Busy, Error::Late], attempt = n)]
    async fn retried(text: &str) -> Result<u8, Error> {
        let value = request::<1024>(text).await?;
        Ok(if n.is_last() { 0 } else { value })
    }
    async fn by_hand(text: &str) -> Result<u8, Error> {
        let mut failures = 0_u8;
        loop {
            let n = Attempt { number: u32::from(failures) + 1, max: 3 };
            let attempt = async {
                let value = request::<1024>(text).await?;
                Ok(if n.number >= n.max { 0 } else { value })
            };
            let wait = match attempt.await {
                Ok(value) => return Ok(value),
                Err(Error::Busy(_)) if failures < 2 => WAITS[usize::from(failures)],
                Err(error) => return Err(error),
            };
            sleep(wait).await;
            failures += 1;
        }
    }
    check("attempt", [[size_of_val(&retried("")), size_of_val(&by_hand(""))]], END);
}

#[test]
fn cancel() {
    let sizes = sizes!([cancel = pending::<()>()], |text, failures, body| {} loop {
        let error = match body().await {
            Err(error @ Error::Busy(_)) if failures < 2 => error,
            outcome => return outcome,
        };
        if stopped(pending::<()>(), WAITS[usize::from(failures)]).await {
            return Err(error);
        }
        Duration::ZERO
    });
    check("cancel", sizes, 0);
}
