//! A circuit breaker at one moment.

use std::time::Duration;

use retry_runtime::{BreakerState, CircuitBreaker};

use super::state::state_word;

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
    pub fn of(breaker: &CircuitBreaker) -> Self {
        let refusal = breaker.refusal();
        Self {
            name: breaker.name(),
            state: breaker.state(),
            remaining: refusal.and_then(|refusal| refusal.remaining()),
        }
    }

    /// The word for its state.
    pub const fn state_word(&self) -> &'static str {
        state_word(self.state)
    }

    /// Whether only an operator can close it.
    pub fn is_forced(&self) -> bool {
        self.state == BreakerState::Open && self.remaining.is_none()
    }
}
