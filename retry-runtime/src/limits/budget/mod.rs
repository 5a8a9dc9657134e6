//! The retry budget: `retry_budget` is what callers share, its counting is `tokens`, what time adds is `refill`; what one
//! call has paid is `payment`.

mod payment;
mod refill;
mod retry_budget;
mod tokens;

pub use payment::Payment;
pub use retry_budget::RetryBudget;

#[cfg(test)]
mod tests;
