//! The number of an attempt and the time that it has, as the body sees them.

use std::time::Duration;

use tokio::time::Instant;

use crate::wait::clock;

/// Which attempt of a call this is; bound in the body by the key `attempt = n`.
///
/// ```
/// # use retry_runtime::retry;
/// # #[derive(Debug)] enum Error { Busy, Gone }
/// #[retry(max = 3, backoff = none, retryable = [Error::Busy], attempt = n)]
/// async fn load() -> Result<u32, Error> {
///     if n.is_last() { Ok(n.number()) } else { Err(Error::Busy) }
/// }
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// assert_eq!(load().await.unwrap(), 3);
/// # let _ = Error::Gone;
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    number: u32,
    max: u32,
    end: Option<Instant>,
}

impl Attempt {
    pub(crate) const fn new(number: u32, max: u32, end: Option<Instant>) -> Self {
        Self { number, max, end }
    }

    /// The number of this attempt, counted from 1.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }

    /// How many attempts the call may make in all, the first included, as of the start of this attempt: an operator may have
    /// [lowered](macro@crate::retry#tighten) what the attribute says.
    #[must_use]
    pub const fn max(self) -> u32 {
        self.max
    }

    /// Whether the limit leaves no attempt after this one.
    #[must_use]
    pub const fn is_last(self) -> bool {
        self.number >= self.max
    }

    /// How much time is left, for a `grpc-timeout` or a header of the request: until this attempt's `attempt_timeout` is up, or the
    /// time of the call by `within` or `deadline`, whichever comes first. Zero where it is up; `None` without any of them.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use retry_runtime::retry;
    /// use tokio::time::sleep;
    ///
    /// #[retry(max = 3, backoff = "fixed(1s)", within = "5s", retryable = [String::is_empty], attempt = n)]
    /// async fn load(left: &mut Vec<u64>) -> Result<(), String> {
    ///     left.extend(n.time_left().map(|left| left.as_secs()));
    ///     sleep(Duration::from_millis(500)).await;
    ///     Err(String::new())
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)] async fn main() {
    /// let mut left = Vec::new();
    /// assert!(load(&mut left).await.is_err());
    /// assert_eq!(left, [5, 3, 2]);
    /// # }
    /// ```
    #[must_use]
    pub fn time_left(self) -> Option<Duration> {
        Some(self.end?.saturating_duration_since(clock::now()))
    }
}
