//! The circuit breakers of a service, as its pages show them.
//!
//! The linker collects the retried functions, and a breaker is any value: a service that wants to see its own lists them.

use std::time::Duration;

use retry_runtime::{BreakerState, CircuitBreaker};

/// The list that a service keeps of its own.
pub type Breakers = &'static [&'static CircuitBreaker];

/// A breaker, as it is now.
#[derive(Debug, Clone, Copy)]
pub struct Breaker {
    /// As in events and errors.
    pub name: &'static str,
    /// What it does with an attempt.
    pub state: BreakerState,
    /// How long it still refuses every attempt, if that has an end.
    pub remaining: Option<Duration>,
}

impl Breaker {
    /// What this breaker does now.
    #[must_use]
    pub fn of(breaker: &CircuitBreaker) -> Self {
        let refusal = breaker.refusal();
        Self {
            name: breaker.name(),
            state: breaker.state(),
            remaining: refusal.and_then(|refusal| refusal.remaining()),
        }
    }

    /// The word for its state, in JSON and in class names.
    #[must_use]
    pub const fn state_name(&self) -> &'static str {
        match self.state {
            BreakerState::Closed => "closed",
            BreakerState::Open => "open",
            BreakerState::HalfOpen => "half_open",
        }
    }
}
