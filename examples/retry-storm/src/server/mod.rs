//! Servers that exist in the memory of the simulation, each with one way to be short of capacity.

mod down;
mod queue;
mod quota;
mod slots;

use std::future::Future;

pub use self::down::Down;
pub use self::queue::{Outage, Queue};
pub use self::quota::{Hints, Quota};
pub use self::slots::Slots;
use crate::refused::Refused;

/// Answers requests, or does not.
pub trait Server {
    /// Sends one request and waits for its answer.
    ///
    /// # Errors
    ///
    /// Why there is none.
    fn serve(&self) -> impl Future<Output = Result<(), Refused>>;
}
