//! Errors that classify themselves: `#[derive(Classify)]`, `Classify` by hand, and the flag `classified`.

mod after;
mod by_hand;
mod delegates;
mod function;
mod generics;
mod marks;
mod pointers;
mod reexport;
mod rules;

use std::time::Duration;

use retry_runtime::{Class, Classify};

const TRANSIENT: (Class, Option<Duration>) = (Class::Transient, None);
const PERMANENT: (Class, Option<Duration>) = (Class::Permanent, None);

/// Transient, and to be tried again after this many seconds.
const fn after(seconds: u64) -> (Class, Option<Duration>) {
    (Class::Transient, Some(Duration::from_secs(seconds)))
}

/// All that an error says of itself.
fn says<E: Classify + ?Sized>(error: &E) -> (Class, Option<Duration>) {
    (error.class(), error.retry_after())
}
