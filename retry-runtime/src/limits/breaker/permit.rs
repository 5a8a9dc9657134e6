//! One attempt in a breaker, from its admission to its settlement.

use std::mem::ManuallyDrop;

use super::circuit::{Signal, Ticket};
use super::circuit_breaker::CircuitBreaker;
use super::refusal::CircuitOpen;

/// Lets an attempt in.
///
/// # Errors
///
/// [`CircuitOpen`] if the breaker refuses it.
#[inline]
pub fn admit(breaker: &CircuitBreaker) -> Result<Permit<'_>, CircuitOpen> {
    admit_as(breaker, Signal::Dropped)
}

/// The same for a function that names what trips the breaker: nothing else counts, nor does an attempt that is dropped.
///
/// # Errors
///
/// As [`admit`].
#[inline]
pub fn admit_named(breaker: &CircuitBreaker) -> Result<Permit<'_>, CircuitOpen> {
    admit_as(breaker, Signal::Ignored)
}

#[inline]
fn admit_as(breaker: &CircuitBreaker, dropped: Signal) -> Result<Permit<'_>, CircuitOpen> {
    let ticket = breaker.admit()?;
    Ok(Permit { breaker, ticket, dropped })
}

/// The place of one attempt in a breaker; given back when it is dropped.
#[derive(Debug)]
#[must_use = "a permit that is dropped counts as nothing"]
pub struct Permit<'a> {
    breaker: &'a CircuitBreaker,
    pub(super) ticket: Ticket,
    /// What it counts for if it is dropped.
    dropped: Signal,
}

impl<'a> Permit<'a> {
    /// Gives the place back of an attempt that is not made: another breaker refuses it.
    pub fn withdraw(self) {
        self.settle(Signal::Ignored);
    }

    /// The attempt has succeeded.
    #[inline]
    pub fn succeed(self) {
        self.settle(Signal::Success);
    }

    /// Says how the attempt ended.
    #[inline]
    pub(crate) fn settle(self, signal: Signal) -> &'a CircuitBreaker {
        // With a destructor that has nothing to do any more it would be moved out of the future as a whole, by a load that is wider
        // than the stores of its parts. A processor waits for those to reach the cache: 25 ns a call instead of 17 ns, where a
        // call without a breaker takes 14 ns.
        let permit = ManuallyDrop::new(self);
        permit.breaker.settle(permit.ticket, signal);
        permit.breaker
    }
}

impl Drop for Permit<'_> {
    #[inline]
    fn drop(&mut self) {
        // A panic is the program's own fault, not the service's.
        let signal = if std::thread::panicking() { Signal::Ignored } else { self.dropped };
        self.breaker.settle(self.ticket, signal);
    }
}
