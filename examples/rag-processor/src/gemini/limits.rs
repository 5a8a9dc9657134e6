//! What holds all calls of a client back together, where a count per call cannot.

use std::time::Duration;

use retry_runtime::{CircuitBreaker, RetryBudget};

/// The limits that the calls of one client share.
///
/// They belong to the client and not to the program: two clients with two keys, or of two tenants, do not hold each
/// other back.
#[derive(Debug)]
pub struct Limits {
    /// Opens when the API key is refused again and again: every further call with it is as hopeless, whatever the job.
    /// Trips on [`InvalidKey`](super::GeminiError::InvalidKey) alone.
    pub auth: CircuitBreaker,
    /// Opens when Gemini is down, and lets it come back without a crowd at its door. Trips on
    /// [`is_outage`](super::GeminiError::is_outage) alone: a service that throttles is well.
    pub capacity: CircuitBreaker,
    /// Bounds the retries of all jobs: where everything fails, three attempts each are three times the load.
    pub budget: RetryBudget,
}

impl Default for Limits {
    /// The key is given up for ten minutes after three refusals in a row, unless it is replaced. Gemini is left alone
    /// for five seconds once half of the last twenty attempts failed. Thirty-five retries are free,
    /// or a hundred where Gemini says when to come back.
    fn default() -> Self {
        Self {
            auth: CircuitBreaker::new("gemini.auth").consecutive(3).open_for(Duration::from_mins(10)),
            capacity: CircuitBreaker::new("gemini.capacity").window(20).failure_ratio(0.5),
            budget: RetryBudget::new(),
        }
    }
}
