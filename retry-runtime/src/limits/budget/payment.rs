//! What one call has paid for its retries.

use super::retry_budget::RetryBudget;
use crate::observe::ending::Ending;

/// The payment of a call for its next retry; given back if that is never sent: its wait was dropped or cancelled, a hook
/// took too long, a breaker refuses the attempt.
///
/// It gives back in its destructor, the only place that a dropped future passes.
#[derive(Debug)]
pub struct Payment<'a> {
    budget: &'a RetryBudget,
    retry: Retry,
}

/// The last retry of a call.
#[derive(Debug, Clone, Copy)]
enum Retry {
    None,
    Paid(u32),
    Sent(u32),
}

impl<'a> Payment<'a> {
    /// A call that has not been retried.
    #[must_use]
    pub const fn new(budget: &'a RetryBudget) -> Self {
        Self { budget, retry: Retry::None }
    }

    /// The attempt starts.
    pub const fn send(&mut self) {
        if let Retry::Paid(cost) = self.retry {
            self.retry = Retry::Sent(cost);
        }
    }

    /// Pays for the next retry, for less where the service has asked for the wait.
    ///
    /// # Errors
    ///
    /// How the call ends if there is no retry.
    pub(crate) fn pay(&mut self, throttled: bool) -> Result<(), Ending> {
        self.retry = Retry::Paid(self.budget.pay(throttled)?);
        Ok(())
    }

    /// Gives back for a success: what the last retry cost, or the refund where there was none.
    pub fn succeed(&self) {
        match self.retry {
            Retry::None => self.budget.reward(),
            // One that is not sent comes back by itself.
            Retry::Paid(_) => {}
            Retry::Sent(cost) => self.budget.give_back(cost),
        }
    }
}

impl Drop for Payment<'_> {
    // Most calls drop nothing that is paid; they need not come here to see it.
    #[inline]
    fn drop(&mut self) {
        if let Retry::Paid(cost) = self.retry {
            self.budget.give_back(cost);
        }
    }
}
