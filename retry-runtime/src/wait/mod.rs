//! The time between attempts: tables of waits, chance, what servers ask for, the clock, and what a task did last before a wait.
//!
//! The ground floor: it knows nothing else of the crate.

pub mod clock;
pub mod delay;
pub mod hint;
pub mod jitter;
pub mod schedule;
pub mod task;
pub mod trail;
pub mod walk;
