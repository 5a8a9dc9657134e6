//! The text of an error: what it says itself, and the causes that it leaves out. Its secrets are for `redact`.

use std::any::type_name_of_val;
use std::error::Error;
use std::fmt::{self, Display, Write};
use std::ops::Deref;

use crate::classify::chain::Dynamic;
use crate::observe::bounded::Bounded;

/// How many causes are told at most: a chain may have a loop in it.
const CAUSES: usize = 16;

/// Writes an error.
type Show<E> = fn(&E, &mut fmt::Formatter<'_>) -> fmt::Result;

/// An error as text, if somebody wants it.
pub struct ErrorText<'a, E: ?Sized> {
    pub error: &'a E,
    show: Show<E>,
}

impl<E: ?Sized> Clone for ErrorText<'_, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E: ?Sized> Copy for ErrorText<'_, E> {}

impl<E: ?Sized> fmt::Display for ErrorText<'_, E> {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.show)(self.error, text)
    }
}

/// An error whose `text` tells as much as its type can: its text and its causes, its text alone, or its name.
///
/// The error of a retried function may be any type. Only where the type is known can the compiler choose between the four
/// ways, by the order in which it looks for a method: those of the type itself come before those behind its `Deref`. So
/// generated code makes one of these, and calls `text` on it.
#[derive(Debug)]
pub struct Shown<'a, E: ?Sized>(Reported<'a, E>);

impl<'a, E: ?Sized> Shown<'a, E> {
    /// The error, to be written.
    pub const fn new(error: &'a E) -> Self {
        Self(Reported(Displayed(Unshown(error))))
    }
}

impl<'a, E: Error + ?Sized> Shown<'a, E> {
    /// The error and its causes.
    #[must_use]
    pub const fn text(&self) -> ErrorText<'a, E> {
        self.0.0.0.by(|error, text| with_causes(&error, error.source(), text))
    }
}

impl<'a, E: ?Sized> Deref for Shown<'a, E> {
    type Target = Reported<'a, E>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// An error that is none itself but points to one: a box, a report of `anyhow` or `eyre`.
#[derive(Debug)]
pub struct Reported<'a, E: ?Sized>(Displayed<'a, E>);

impl<'a, E> Reported<'a, E>
where
    E: Display + Deref + ?Sized,
    E::Target: Dynamic,
{
    /// The error and its causes.
    #[must_use]
    pub const fn text(&self) -> ErrorText<'a, E> {
        self.0.0.by(|error, text| with_causes(&error, error.deref().as_error().source(), text))
    }
}

impl<'a, E: ?Sized> Deref for Reported<'a, E> {
    type Target = Displayed<'a, E>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// An error that can be displayed.
#[derive(Debug)]
pub struct Displayed<'a, E: ?Sized>(Unshown<'a, E>);

impl<'a, E: Display + ?Sized> Displayed<'a, E> {
    /// The error as it says itself.
    #[must_use]
    pub const fn text(&self) -> ErrorText<'a, E> {
        self.0.by(E::fmt)
    }
}

impl<'a, E: ?Sized> Deref for Displayed<'a, E> {
    type Target = Unshown<'a, E>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// An error that cannot be displayed.
#[derive(Debug)]
pub struct Unshown<'a, E: ?Sized>(&'a E);

impl<'a, E: ?Sized> Unshown<'a, E> {
    /// The name of the error's type.
    #[must_use]
    pub const fn text(&self) -> ErrorText<'a, E> {
        self.by(|error, text| text.write_str(type_name_of_val(error)))
    }

    const fn by(&self, show: Show<E>) -> ErrorText<'a, E> {
        ErrorText { error: self.0, show }
    }
}

/// Writes an error and each of its causes that is not in the text already, joined by `: `. Many errors name their cause in
/// their own text, and `anyhow` tells all of them by `{:#}`.
fn with_causes(
    head: &dyn Display,
    cause: Option<&(dyn Error + 'static)>,
    text: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut told = Bounded::default();
    // An error here says that the buffer is full, or that `Display` gave up: what was written is still worth telling.
    let _ = write!(told, "{head:#}");
    let mut next = cause;
    for _ in 0..CAUSES {
        let Some(cause) = next else { break };
        let mut text = Bounded::default();
        let _ = write!(text, "{cause}");
        if !told.text.contains(&text.text) {
            let _ = write!(told, ": {}", text.text);
        }
        next = cause.source();
    }
    text.write_str(&told.text)
}
