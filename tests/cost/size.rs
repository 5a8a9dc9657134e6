//! The future of a retried function is no larger than that of the same loop, written by hand.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use retry_runtime::retry;
use tokio::time::{Instant, sleep};

/// An error of some size that needs to be dropped, such as clients have.
#[derive(Debug)]
enum Error {
    Busy(String),
    Gone(#[expect(dead_code)] [u64; 12]),
}

/// What a call has to remember to be counted: its function, how it ends, and whether it was retried.
const COUNTED: usize = if cfg!(any(feature = "metrics", feature = "registry")) { 24 } else { 0 };

const WAITS: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];

/// Twice two sizes: of the future of a retried function and of its body in the tightest loop by hand, without a time
/// limit and with one.
macro_rules! sizes {
    ($(($($argument:ident: $ty:ty = $value:expr),*) -> $output:ty { $($body:tt)* })*) => {[$({
        #[retry(max = 3, retryable = [Error::Busy])]
        async fn retried($($argument: $ty),*) -> Result<$output, Error> { $($body)* }

        async fn by_hand($($argument: $ty),*) -> Result<$output, Error> {
            let mut failures = 0_u8;
            loop {
                let wait = match async { $($body)* }.await {
                    Ok(value) => return Ok(value),
                    Err(Error::Busy(_)) if failures < 2 => WAITS[usize::from(failures)],
                    Err(error) => return Err(error),
                };
                sleep(wait).await;
                failures += 1;
            }
        }

        #[retry(max = 3, within = 1min, retryable = [Error::Busy])]
        async fn retried_within($($argument: $ty),*) -> Result<$output, Error> { $($body)* }

        async fn by_hand_within($($argument: $ty),*) -> Result<$output, Error> {
            let end = Instant::now() + Duration::from_secs(60);
            let mut failures = 0_u8;
            loop {
                let wait = match async { $($body)* }.await {
                    Ok(value) => return Ok(value),
                    Err(Error::Busy(_)) if failures < 2 && Instant::now() + WAITS[usize::from(failures)] <= end => {
                        WAITS[usize::from(failures)]
                    }
                    Err(error) => return Err(error),
                };
                sleep(wait).await;
                failures += 1;
            }
        }

        let plain = [size_of_val(&retried($($value),*)), size_of_val(&by_hand($($value),*))];
        let within = [size_of_val(&retried_within($($value),*)), size_of_val(&by_hand_within($($value),*))];
        [plain, within]
    }),*]};
}

/// A request that holds `N` bytes while it waits.
async fn request<const N: usize>(text: &str) -> Result<u8, Error> {
    let buffer = [7_u8; N];
    tokio::task::yield_now().await;
    if text.is_empty() {
        Err(Error::Busy(text.to_owned()))
    } else {
        Ok(buffer[N - 1])
    }
}

#[test]
fn a_retried_future_is_no_larger_than_a_loop_by_hand() {
    let sizes = sizes! {
        () -> () { Err(Error::Busy(String::new())) }
        (text: &str = "a") -> String { Ok(text.to_owned()) }
        (text: &str = "a") -> u8 { request::<1>(text).await }
        (text: &str = "a") -> u8 { request::<1024>(text).await }
        (text: String = String::new()) -> u8 { request::<16>(&text).await }
        (text: &str = "a", list: &mut Vec<u8> = &mut Vec::new()) -> [u8; 256] {
            list.push(request::<16>(text).await?);
            let more = request::<32>(text).await?;
            list.push(more);
            Err(Error::Gone([0; 12]))
        }
        (text: &str = "a") -> u8 {
            sleep(Duration::from_secs(1)).await;
            request::<8>(text).await
        }
    };
    for [retried, by_hand] in sizes.concat() {
        assert!(retried <= by_hand + COUNTED, "{retried} bytes, {by_hand} by hand: {sizes:?}");
    }
}

/// How an error is classified does not add to the future: nothing of it is kept.
#[test]
fn every_way_to_classify_has_the_same_size() {
    fn is_busy(error: &Error) -> bool {
        matches!(error, Error::Busy(_))
    }
    #[retry(max = 3, retryable = [Error::Busy])]
    async fn pattern(text: &str) -> Result<u8, Error> {
        request::<8>(text).await
    }
    #[retry(max = 100, backoff = fixed(1s, jitter = full), retryable = [Error::Busy(text) if text.is_empty()])]
    async fn guard(text: &str) -> Result<u8, Error> {
        request::<8>(text).await
    }
    #[retry(max = 3, retryable = [is_busy, |error| is_busy(error) && text.len() > 1])]
    async fn predicates(text: &str) -> Result<u8, Error> {
        request::<8>(text).await
    }
    let size = size_of_val(&pattern("a"));
    assert_eq!([size_of_val(&guard("a")), size_of_val(&predicates("a"))], [size; 2]);
}

/// A hook that awaits nothing holds nothing in the future, however large the error is.
#[test]
fn a_hook_that_awaits_nothing_adds_nothing() {
    static RETRIES: AtomicU32 = AtomicU32::new(0);
    #[retry(max = 3, retryable = [Error::Busy])]
    async fn plain(text: &str) -> Result<u8, Error> {
        request::<8>(text).await
    }
    #[retry(max = 3, retryable = [Error::Busy], on_retry = |_| _ = RETRIES.fetch_add(1, Ordering::Relaxed))]
    async fn hooked(text: &str) -> Result<u8, Error> {
        request::<8>(text).await
    }
    assert_eq!(size_of_val(&hooked("a")), size_of_val(&plain("a")));
}
