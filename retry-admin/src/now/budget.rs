//! A retry budget at one moment.

use retry_runtime::RetryBudget;

/// A budget, as it is now.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    /// As in metrics and lists.
    pub name: &'static str,
    /// The tokens that it has left.
    pub available: u32,
    /// Whether an operator has stopped all retries that it pays for.
    pub stopped: bool,
}

impl Budget {
    /// What this budget has now.
    pub fn of((name, budget): (&'static str, &RetryBudget)) -> Self {
        Self { name, available: budget.available(), stopped: budget.is_stopped() }
    }
}
