//! The circuit breaker: its state machine is `circuit`, with `window` and `probes` for its states; what is shared is
//! `circuit_breaker`, and what of it can be known without its lock `calm`; one attempt in it is `permit`.
//!
//! What it logs lives here, too; `observe` knows no breaker.

mod calm;
mod circuit;
mod circuit_breaker;
pub mod inner;
mod log;
mod permit;
mod probes;
mod refusal;
mod settings;
mod window;

pub use circuit::Signal;
pub use circuit_breaker::{BreakerState, CircuitBreaker};
pub use permit::{Permit, admit, admit_named};
pub use refusal::{CircuitOpen, FromOpen};
pub use settings::Dropped;

#[cfg(test)]
mod tests;
