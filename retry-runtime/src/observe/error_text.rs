//! The text of an error whose type may have none.

use std::any::type_name_of_val;
use std::fmt;
use std::ops::Deref;

/// Writes an error.
pub type Show<E> = fn(&E, &mut fmt::Formatter<'_>) -> fmt::Result;

/// An error whose `write` is its `Display`, or else the one below: the name of its type.
///
/// The error of a retried function may be any type. Only where the type is known can the compiler choose between the two,
/// by the order in which it looks for a method: those of the type itself come before those behind its `Deref`. So generated
/// code makes one of these, and calls `write` on it.
#[derive(Debug)]
pub struct Shown<'a, E: ?Sized>(Unshown<'a, E>);

impl<'a, E: ?Sized> Shown<'a, E> {
    /// The error, to be written.
    pub const fn new(error: &'a E) -> Self {
        Self(Unshown(error))
    }
}

impl<E: fmt::Display + ?Sized> Shown<'_, E> {
    /// Writes the error as it says itself.
    ///
    /// # Errors
    ///
    /// Those of the error's `Display`.
    pub fn write(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.0.fmt(text)
    }
}

impl<'a, E: ?Sized> Deref for Shown<'a, E> {
    type Target = Unshown<'a, E>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// An error that cannot be displayed.
#[derive(Debug)]
pub struct Unshown<'a, E: ?Sized>(&'a E);

impl<E: ?Sized> Unshown<'_, E> {
    /// Writes the name of the error's type.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        text.write_str(type_name_of_val(self.0))
    }
}
