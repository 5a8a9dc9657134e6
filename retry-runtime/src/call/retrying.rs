//! What a hook is told of a retry.

use std::fmt;
use std::time::Duration;

use crate::observe::error_text::ErrorText;
use crate::observe::events::Failure;
use crate::observe::redact;

/// A failed attempt that is about to be retried, as the hook of [`on_retry`](macro@crate::retry#on_retry) is told.
///
/// ```
/// use std::time::Duration;
///
/// use retry_runtime::retry;
///
/// #[derive(Debug, thiserror::Error)]
/// #[error("no answer from http://localhost/?key={key}")]
/// struct NoAnswer {
///     key: u32,
/// }
///
/// #[retry(max = 3, backoff = "exp(10ms)", retryable = [|error| error.key > 0], on_retry = |retry| {
///     assert_eq!((retry.attempt, retry.max, retry.delay), (1, 3, Duration::from_millis(10)));
///     assert_eq!(retry.error.key, 7);
///     assert_eq!(retry.error_text(), "no answer from http://localhost/?key=[redacted]");
///     *retries += 1;
/// })]
/// async fn ask(retries: &mut u32) -> Result<(), NoAnswer> {
///     if *retries == 0 { Err(NoAnswer { key: 7 }) } else { Ok(()) }
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let mut retries = 0;
/// ask(&mut retries).await.unwrap();
/// assert_eq!(retries, 1);
/// # }
/// ```
#[non_exhaustive]
pub struct Retrying<'a, E: ?Sized> {
    /// The attempt that failed, counted from 1: as many retries have been decided on by now, this one included.
    pub attempt: u32,
    /// How many attempts the call may make in all, as of this failure: an operator may have [lowered](macro@crate::retry#tighten)
    /// what the attribute says.
    pub max: u32,
    /// The wait that comes next: exactly this long, jitter included.
    pub delay: Duration,
    /// The entry that classified the error, as it stands in the attribute.
    pub rule: &'static str,
    /// The error of the attempt. It may hold secrets; [`error_text`](Self::error_text) does not tell them.
    pub error: &'a E,
    text: ErrorText<'a, E>,
}

impl<'a, E> Retrying<'a, E> {
    pub(crate) const fn new(failure: &Failure, delay: Duration, text: ErrorText<'a, E>) -> Self {
        Self {
            attempt: failure.attempt,
            max: failure.max,
            delay,
            rule: failure.rule,
            error: text.error,
            text,
        }
    }
}

impl<E: ?Sized> Retrying<'_, E> {
    /// The text of the error as events tell it: its `Display`, or the name of its type if it has none, without the
    /// secrets that [`redact`](crate::redact()) finds, and 1 KiB at most.
    #[must_use]
    pub fn error_text(&self) -> String {
        redact::text(&self.text)
    }
}

impl<E: ?Sized> Clone for Retrying<'_, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E: ?Sized> Copy for Retrying<'_, E> {}

/// For a log line of your own; the error as [`error_text`](Retrying::error_text) gives it.
impl<E: ?Sized> fmt::Display for Retrying<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { attempt, max, delay, .. } = self;
        write!(f, "attempt {attempt} of {max} failed, the next one in {delay:?}: {}", self.error_text())
    }
}

/// Without the error's own `Debug`, which may tell secrets.
impl<E: ?Sized> fmt::Debug for Retrying<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retrying")
            .field("attempt", &self.attempt)
            .field("max", &self.max)
            .field("delay", &self.delay)
            .field("rule", &self.rule)
            .field("error", &self.error_text())
            .finish()
    }
}
