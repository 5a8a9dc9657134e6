//! The circuit breaker: its state machine is `circuit`, what is shared is `circuit_breaker`, one attempt in it is `permit`.
//!
//! What it logs lives here, too; `observe` knows no breaker.

mod circuit;
mod circuit_breaker;
mod log;
mod permit;
mod refusal;

pub use circuit::Signal;
pub use circuit_breaker::{BreakerState, CircuitBreaker};
pub use permit::{Permit, admit};
pub use refusal::{CircuitOpen, FromOpen};

#[cfg(test)]
mod tests;
