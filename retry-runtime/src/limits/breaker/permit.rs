//! One attempt in a breaker, from its admission to its settlement.

use super::circuit::{Signal, Ticket};
use super::circuit_breaker::CircuitBreaker;
use super::refusal::CircuitOpen;

/// Lets an attempt in.
///
/// # Errors
///
/// [`CircuitOpen`] if the breaker refuses it.
pub fn admit(breaker: &CircuitBreaker) -> Result<Permit<'_>, CircuitOpen> {
    let ticket = breaker.admit()?;
    Ok(Permit { breaker, ticket: Some(ticket) })
}

/// The place of one attempt in a breaker; given back when it is dropped.
#[derive(Debug)]
#[must_use = "a permit that is dropped counts as nothing"]
pub struct Permit<'a> {
    breaker: &'a CircuitBreaker,
    pub(super) ticket: Option<Ticket>,
}

impl<'a> Permit<'a> {
    /// Says how the attempt ended.
    pub(crate) fn settle(mut self, signal: Signal) -> &'a CircuitBreaker {
        if let Some(ticket) = self.ticket.take() {
            self.breaker.settle(ticket, signal);
        }
        self.breaker
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket.take() {
            self.breaker.settle(ticket, Signal::Ignored);
        }
    }
}
