//! The number of an attempt, as the body sees it.

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
}

impl Attempt {
    pub(crate) const fn new(number: u32, max: u32) -> Self {
        Self { number, max }
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
}
