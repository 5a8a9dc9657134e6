//! What an error holds: bare types and `source(..)` in a list are answered by the error itself or by its `source()` chain.

use std::error::Error;
use std::io;
use std::ops::Deref;
use std::sync::Arc;

use crate::classify::class::Carries;

/// Whether an error carries a `T`, for a bare type in a list: only dynamic errors and those that say so themselves answer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say whether it carries `{T}`",
    label = "this entry may never match",
    note = "name the variant that holds it, as in `{Self}::YourVariant(_)`",
    note = "or let it say so: derive `Classify`, and mark the variant's field `#[from]` or the variant `#[delegate]`",
    note = "or search the `source()` chain, which `#[error(transparent)]` can hide it from: `source({T})`"
)]
pub trait Holds<T, Marker> {
    /// Whether a `T` is in this error.
    // `T: Link` stands here and not on the trait: otherwise rustc reports a type that is no error as one that the function's
    // error does not carry.
    fn holds(&self) -> bool
    where
        T: Link;
}

/// Holds by a search of the chain: the error is dynamic.
// The markers keep the blanket implementations apart, which would overlap otherwise: rustc infers the only one that holds.
#[derive(Debug)]
pub enum ByChain {}

#[diagnostic::do_not_recommend]
impl<P, T> Holds<T, ByChain> for P
where
    P: Deref,
    P::Target: Dynamic,
{
    fn holds(&self) -> bool
    where
        T: Link,
    {
        contains(self.deref().as_error(), |_: &T| true)
    }
}

/// Holds by its own word: the error implements [`Carries`].
#[derive(Debug)]
pub enum ByCarries {}

#[diagnostic::do_not_recommend]
impl<E: Carries<T>, T> Holds<T, ByCarries> for E {
    fn holds(&self) -> bool
    where
        T: Link,
    {
        self.carried().is_some()
    }
}

/// Whether `error` carries a `T`, for a bare type in a list: by its own word or its chain, or as what its own
/// `downcast_ref` found.
pub fn holds<T: Link, E: Holds<T, Marker>, Marker>(error: &E, typed: Option<&T>, boxed: Option<&Boxed>) -> bool {
    error.holds() || typed.is_some() || boxed.is_some_and(|boxed| Holds::<T, ByChain>::holds(boxed))
}

/// An error that another can carry, as a link of its chain.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error, so no error can carry it",
    label = "does not implement `std::error::Error`",
    note = "implement `std::error::Error` for it, or name a pattern or a predicate of the function's own error"
)]
pub trait Link: Error + 'static {}

#[diagnostic::do_not_recommend]
impl<T: Error + 'static> Link for T {}

/// An error that was boxed before it was made an `anyhow::Error` or an `eyre::Report`.
pub type Boxed = Box<dyn Error + Send + Sync>;

/// Answers in place of errors that have no `downcast_ref` of their own. A bare type asks for that method by its name
/// alone: where the error has none, this one is called.
pub trait Context {
    /// Always `None`.
    fn downcast_ref<T>(&self) -> Option<&T> {
        None
    }
}

impl<E> Context for E {}

/// An error with a `source()` chain to search.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `source()` chain to search",
    label = "`source(..)` needs an error that implements `std::error::Error`",
    note = "name a pattern or a predicate of `{Self}` instead"
)]
pub trait Chain<Marker> {
    /// The head of the chain.
    fn head(&self) -> &(dyn Error + 'static);
}

/// The error is its own head.
#[derive(Debug)]
pub enum ByError {}

#[diagnostic::do_not_recommend]
impl<E: Error + 'static> Chain<ByError> for E {
    fn head(&self) -> &(dyn Error + 'static) {
        self
    }
}

/// The error is dynamic: `Box<dyn Error>`, `anyhow::Error`, `eyre::Report`.
#[derive(Debug)]
pub enum ByDeref {}

#[diagnostic::do_not_recommend]
impl<P> Chain<ByDeref> for P
where
    P: Deref,
    P::Target: Dynamic,
{
    fn head(&self) -> &(dyn Error + 'static) {
        self.deref().as_error()
    }
}

/// Tells a type from the function's own error type, which every error is: for that one, both implementations hold, and
/// rustc cannot choose.
pub trait OtherThan<T, Marker> {}

/// Told apart by being another.
#[derive(Debug)]
pub enum ByAnother {}

impl<E, T> OtherThan<T, ByAnother> for E {}

/// Not told apart.
#[derive(Debug)]
pub enum ByItself {}

impl<E> OtherThan<E, ByItself> for E {}

/// Whether the chain of `error` holds a `T`, for `source(Type)`.
pub fn source<T, E, Marker, Other>(error: &E) -> bool
where
    T: Link,
    E: Chain<Marker> + OtherThan<T, Other>,
{
    contains(error.head(), |_: &T| true)
}

/// Whether the chain of `error` holds a `T` that `test` accepts, for `source(Enum::Variant)`.
pub fn source_where<T, E, Marker>(error: &E, test: impl Fn(&T) -> bool) -> bool
where
    T: Link,
    E: Chain<Marker>,
{
    contains(error.head(), test)
}

/// The error types that hide what they hold.
pub trait Dynamic {
    /// The same, as the type that can be searched.
    fn as_error(&self) -> &(dyn Error + 'static);
}

macro_rules! dynamic {
    ($($dynamic:ty),*) => {$(
        impl Dynamic for $dynamic {
            fn as_error(&self) -> &(dyn Error + 'static) {
                self
            }
        }
    )*};
}

dynamic!(dyn Error, dyn Error + Send, dyn Error + Send + Sync);

fn contains<T: Error + 'static>(head: &(dyn Error + 'static), test: impl Fn(&T) -> bool) -> bool {
    std::iter::successors(Some(head), |link| next(*link)).any(|link| downcast(link).is_some_and(&test))
}

/// A `T`, or a pointer to one: both are errors in the eyes of a chain.
fn downcast<'a, T: Error + 'static>(link: &'a (dyn Error + 'static)) -> Option<&'a T> {
    link.downcast_ref::<T>()
        .or_else(|| link.downcast_ref::<Box<T>>().map(Deref::deref))
        .or_else(|| link.downcast_ref::<Arc<T>>().map(Deref::deref))
}

/// The next link: what this one wraps, or else its source. Some wrappers pass on the source of what they hold and not
/// what they hold, so that `source()` alone would step over it.
fn next<'a>(link: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    if let Some(inner) = downcast::<io::Error>(link).and_then(io::Error::get_ref) {
        return Some(inner);
    }
    if let Some(shared) = link.downcast_ref::<Arc<dyn Error + Send + Sync>>() {
        return Some(shared.as_error());
    }
    if let Some(shared) = link.downcast_ref::<Arc<dyn Error>>() {
        return Some(shared.as_error());
    }
    link.source()
}
