//! The switch for the retries of the whole process.

use std::sync::atomic::{AtomicU8, Ordering};

/// How all retried functions of the process behave; for tests, and for operators in an emergency.
///
/// Breakers, budgets and attempt timeouts work in every mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// As their attributes say.
    Normal,
    /// They are retried without waiting, for tests that cannot pause the clock. What would have ended a call still ends it:
    /// a wait past `within`, a hint over its cap.
    NoWaits,
    /// They are not retried: the first error is returned. Where there would have been a retry, the event `gave up` has the
    /// `retry.outcome` `switched_off`.
    Off,
}

static MODE: AtomicU8 = AtomicU8::new(0);

/// Sets the mode of the whole process. It is read after each failed attempt, so that calls under way follow it, too; an
/// attempt that succeeds does not read it. A wait that has begun is not cut short.
///
/// ```
/// use retry_runtime::{Mode, retry, set_mode};
///
/// #[derive(Debug)]
/// enum Error { Busy, Gone }
///
/// #[retry(max = 3, backoff = "exp(1s)", retryable = [Error::Busy], attempt = n)]
/// async fn load() -> Result<u32, Error> {
///     if n.is_last() { Ok(n.number()) } else { Err(Error::Busy) }
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// set_mode(Mode::NoWaits);
/// assert_eq!(load().await.unwrap(), 3); // at once
///
/// set_mode(Mode::Off);
/// assert!(load().await.is_err());
/// # let _ = Error::Gone;
/// # }
/// ```
pub fn set_mode(mode: Mode) {
    MODE.store(mode as u8, Ordering::Relaxed);
}

/// The mode that is set; [`Mode::Normal`] if nobody has set one.
#[must_use]
pub fn mode() -> Mode {
    match MODE.load(Ordering::Relaxed) {
        1 => Mode::NoWaits,
        2 => Mode::Off,
        _ => Mode::Normal,
    }
}
