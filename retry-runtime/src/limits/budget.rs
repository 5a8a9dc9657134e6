//! The retry budget: a bucket of tokens that calls share.

use std::sync::atomic::{AtomicU32, Ordering};

/// Bounds the retries of many calls together: a bucket of tokens that retries take and successes give back.
///
/// A count per call does not bound load: where everything fails, `max = 3` triples the requests just when the service
/// can bear them least. With a budget, retries end when the bucket is empty, and come back with the first successes.
///
/// ```
/// use retry_runtime::{RetryBudget, retry};
///
/// static BUDGET: RetryBudget = RetryBudget::new();
///
/// #[derive(Debug)]
/// struct Busy;
///
/// #[retry(max = 3, backoff = none, retryable = [|_: &Busy| BUDGET.available() > 0], budget = BUDGET)]
/// async fn refused() -> Result<(), Busy> {
///     Err(Busy)
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// refused().await.unwrap_err();
/// assert_eq!(BUDGET.available(), 490, "two retries at 5 tokens each");
/// # }
/// ```
///
/// The bucket holds 500 tokens and starts full. A retry costs 5, and 10 after an attempt timeout. A call that succeeds at
/// once gives 1 back, one that succeeds after retries gives back what its last retry cost. Without enough tokens there is
/// no retry: the last error is returned, without waiting. A first attempt is never refused.
///
/// It is a static, a field, or behind an `Arc`. Share one among all functions that call the same service, and no others:
/// a service that is down would use up the retries of the rest.
///
/// These are the rules and the numbers of the [standard retry mode] of the AWS SDKs, as it was before the update that they
/// announced in 2026, which has a retry cost 14 tokens, or 5 after throttling.
///
/// The counter is one atomic integer, and a full bucket is not written to.
///
/// [standard retry mode]: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
#[derive(Debug)]
pub struct RetryBudget {
    tokens: AtomicU32,
    capacity: u32,
    cost: u32,
    refund: u32,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new()
    }
}

impl RetryBudget {
    /// A full bucket of 500 tokens; a retry costs 5, an immediate success gives 1 back.
    #[must_use]
    pub const fn new() -> Self {
        Self { tokens: AtomicU32::new(500), capacity: 500, cost: 5, refund: 1 }
    }

    /// How many tokens the bucket holds, 500 by default; it starts full. With fewer than a retry costs, nothing is retried.
    #[must_use]
    pub const fn capacity(mut self, tokens: u32) -> Self {
        self.capacity = tokens;
        self.tokens = AtomicU32::new(tokens);
        self
    }

    /// What a retry costs, 5 tokens by default; after an attempt timeout it is twice as much.
    ///
    /// # Panics
    ///
    /// If `tokens` is 0; in a static, this is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn cost(mut self, tokens: u32) -> Self {
        assert!(tokens > 0, "a retry that costs nothing is bounded by nothing; write 1 or more");
        self.cost = tokens;
        self
    }

    /// What a call gives back that succeeds at once, 1 token by default. Where it gives 0, only retries that succeed fill
    /// the bucket again.
    #[must_use]
    pub const fn refund(mut self, tokens: u32) -> Self {
        self.refund = tokens;
        self
    }

    /// How many tokens are left, from 0 to the capacity.
    #[must_use]
    pub fn available(&self) -> u32 {
        self.tokens.load(Ordering::Relaxed)
    }

    /// Pays for a retry; what it cost, or `None` if there are too few tokens.
    pub(crate) fn pay(&self, timed_out: bool) -> Option<Spent> {
        let cost = if timed_out { self.cost.saturating_mul(2) } else { self.cost };
        take(&self.tokens, cost).then_some(Spent(Some(cost)))
    }

    /// Gives back for a success.
    pub(crate) fn earn(&self, spent: Spent) {
        give(&self.tokens, spent.0.unwrap_or(self.refund), self.capacity);
    }
}

/// What the last retry of a call cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent(Option<u32>);

impl Spent {
    /// The call has not been retried.
    pub const NOTHING: Self = Self(None);
}

/// What the counting needs of an atomic integer; a model checker has its own.
trait Counter {
    fn load(&self) -> u32;
    fn replace(&self, current: u32, new: u32) -> Result<u32, u32>;
}

impl Counter for AtomicU32 {
    fn load(&self) -> u32 {
        self.load(Ordering::Relaxed)
    }

    fn replace(&self, current: u32, new: u32) -> Result<u32, u32> {
        self.compare_exchange_weak(current, new, Ordering::Relaxed, Ordering::Relaxed)
    }
}

/// Takes tokens, all or none.
fn take(tokens: &impl Counter, cost: u32) -> bool {
    let mut current = tokens.load();
    loop {
        let Some(left) = current.checked_sub(cost) else { return false };
        match tokens.replace(current, left) {
            Ok(_) => return true,
            Err(other) => current = other,
        }
    }
}

/// Gives tokens back, up to the capacity; a full bucket is not written to.
fn give(tokens: &impl Counter, amount: u32, capacity: u32) {
    let mut current = tokens.load();
    while current < capacity && amount > 0 {
        match tokens.replace(current, current.saturating_add(amount).min(capacity)) {
            Ok(_) => return,
            Err(other) => current = other,
        }
    }
}

#[cfg(test)]
mod tests;
