//! What there is to show, as it is at one moment.

mod breaker;
mod budget;
mod function;
mod look;
mod state;

pub use breaker::Breaker;
pub use budget::Budget;
pub use function::Function;
pub use look::Now;
pub use state::mode_word;
