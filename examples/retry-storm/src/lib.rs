//! What retries do to a fleet: the real `#[retry]`, budgets and breakers of the library, under virtual time, from a seed.

pub mod chance;
pub mod clock;
pub mod crowd;
pub mod number;
pub mod plot;
pub mod process;
pub mod progress;
pub mod refused;
pub mod scenarios;
pub mod section;
pub mod series;
pub mod server;
pub mod setup;
