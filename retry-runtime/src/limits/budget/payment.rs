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
    /// What the last retry of the call cost; 0 where there was none.
    cost: u32,
    /// Whether the last attempt was sent that there was to be.
    sent: bool,
}

impl<'a> Payment<'a> {
    /// A call that has not been retried.
    #[must_use]
    #[inline]
    pub const fn new(budget: &'a RetryBudget) -> Self {
        Self { budget, cost: 0, sent: false }
    }

    /// The attempt starts.
    #[inline]
    pub const fn send(&mut self) {
        self.sent = true;
    }

    /// Pays for the next retry, for less where the service has asked for the wait.
    ///
    /// # Errors
    ///
    /// How the call ends if there is no retry.
    pub(crate) fn pay(&mut self, throttled: bool) -> Result<(), Ending> {
        self.cost = self.budget.pay(throttled)?;
        self.sent = false;
        Ok(())
    }

    /// Gives back for a success: what the last retry cost, or the refund where there was none.
    #[inline]
    pub fn succeed(&self) {
        if self.cost == 0 {
            self.budget.reward();
        } else if self.sent {
            self.give_back();
        }
        // One that is not sent comes back by itself.
    }

    /// Gives back what the last retry cost. Most calls have had none, and need no room for this in their own code.
    #[cold]
    fn give_back(&self) {
        self.budget.give_back(self.cost);
    }
}

impl Drop for Payment<'_> {
    // Most calls drop nothing that is paid; they need not come here to see it.
    #[inline]
    fn drop(&mut self) {
        if !self.sent {
            self.give_back();
        }
    }
}
