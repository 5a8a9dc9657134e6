//! Errors that classify themselves, and what `#[derive(Classify)]` implements.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// Whether trying again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// The error may go away by itself: a busy server, a lost connection.
    Transient,
    /// The same call will fail again: a wrong key, a malformed request.
    Permanent,
    /// An answer, and no failure: not found, a declined card. It ends the call, and counts as a success of the service.
    Expected,
}

/// An error that classifies itself, for the flag `classified` and for shared policies.
///
/// Stated once, beside the error, and true for every function that returns it. Derive it, which holds each variant to a
/// decision, or write it by hand:
///
/// ```
/// use std::time::Duration;
/// use retry_runtime::{Class, Classify};
///
/// struct HttpError {
///     status: u16,
///     retry_after: Option<Duration>,
/// }
///
/// impl Classify for HttpError {
///     fn class(&self) -> Class {
///         match self.status {
///             408 | 429 | 500 | 502..=504 => Class::Transient,
///             _ => Class::Permanent,
///         }
///     }
///
///     fn retry_after(&self) -> Option<Duration> {
///         self.retry_after
///     }
/// }
///
/// let busy = HttpError { status: 503, retry_after: None };
/// assert_eq!(busy.class(), Class::Transient);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not classify itself",
    label = "does not implement `Classify`",
    note = "add `#[derive(Classify)]` to it and mark each variant `#[transient]`, `#[permanent]`, `#[expected]` or `#[delegate]`"
)]
pub trait Classify {
    /// Whether trying again can help.
    fn class(&self) -> Class;

    /// How long the server asks to wait, if it does. Heeded where the function says how much of it: `hint(cap = 60s)`.
    ///
    /// Zero is as good as `None`.
    fn retry_after(&self) -> Option<Duration> {
        None
    }

    /// What in the error decided, for the `retry.rule` of events: `GeminiError::Busy`. The derive names the variant; written by
    /// hand, it is `classified` unless you say otherwise.
    fn rule(&self) -> &'static str {
        CLASSIFIED
    }
}

/// The rule of an error that does not say what in it decided.
pub const CLASSIFIED: &str = "classified";

macro_rules! pointers {
    ($($pointer:ty),*) => {$(
        impl<E: Classify + ?Sized> Classify for $pointer {
            fn class(&self) -> Class {
                (**self).class()
            }

            fn retry_after(&self) -> Option<Duration> {
                (**self).retry_after()
            }

            fn rule(&self) -> &'static str {
                (**self).rule()
            }
        }
    )*};
}

pointers!(&E, Box<E>, Arc<E>, Rc<E>);

/// An error that says whether it carries a `T`, so that a list may name the bare type `T`.
///
/// `#[derive(Classify)]` writes it for each `#[from]`, `#[source]` and `#[delegate]` field, and for each one named `source`. It is exact, where a search of the
/// `source()` chain is not: `#[error(transparent)]` hides what it wraps from the chain.
pub trait Carries<T> {
    /// The `T` in this error.
    fn carried(&self) -> Option<&T>;
}

/// A field that `#[transient(after = field)]` may name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a time to wait",
    label = "`after` names a field of type `Duration` or `Option<Duration>`",
    note = "for any other, implement `Classify` by hand"
)]
pub trait RetryAfter {
    /// The time, if there is one.
    fn retry_after(&self) -> Option<Duration>;
}

impl RetryAfter for Duration {
    fn retry_after(&self) -> Option<Duration> {
        Some(*self)
    }
}

impl RetryAfter for Option<Duration> {
    fn retry_after(&self) -> Option<Duration> {
        *self
    }
}
