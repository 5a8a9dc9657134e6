//! The bucket of tokens that calls share, and its settings.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use super::refill::Refill;
use super::tokens;
use crate::observe::ending::Ending;

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
/// assert_eq!(BUDGET.available(), 472, "two retries at 14 tokens each");
/// # }
/// ```
///
/// The bucket holds 500 tokens and starts full. A retry costs 14, or 5 where the service has throttled the call, which is
/// where a [`hint`](macro@crate::retry#hint) gave the wait. A call that succeeds at once gives 1 back, one that succeeds
/// after retries gives back what its last retry cost, and one that fails gives nothing. A retry that is never sent is paid
/// back: its wait was cancelled or dropped, or a breaker refuses it. Without enough tokens there is no retry: the last error
/// is returned, without waiting. A first attempt is never refused.
///
/// It is a static, a field, or behind an `Arc`. Share one among all functions that call the same service, and no others:
/// a service that is down would use up the retries of the rest.
///
/// These are the rules and the numbers of the [standard retry mode] in the AWS SDKs and Tools Reference Guide, with the
/// update that AWS announced for November 2026. Before it, a retry cost 5 tokens, and 10 after a timeout.
///
/// The counter is one atomic integer, and a full bucket is not written to.
///
/// [standard retry mode]: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
#[derive(Debug)]
pub struct RetryBudget {
    name: Option<&'static str>,
    tokens: AtomicU32,
    capacity: u32,
    cost: u32,
    throttling_cost: u32,
    refund: u32,
    refill: Refill,
    stopped: AtomicBool,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new()
    }
}

/// Settings. In a static, one that makes no sense is a compile error.
impl RetryBudget {
    /// A full bucket of 500 tokens; a retry costs 14, or 5 after throttling, and an immediate success gives 1 back.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            name: None,
            tokens: AtomicU32::new(500),
            capacity: 500,
            cost: 14,
            throttling_cost: 5,
            refund: 1,
            refill: Refill::none(),
            stopped: AtomicBool::new(false),
        }
    }

    /// The name in metrics and lists. Without one, it is that of the static, `BUDGET`.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = Some(name);
        self
    }

    /// How many tokens the bucket holds, 500 by default; it starts full. With fewer than a retry costs, nothing is retried.
    #[must_use]
    pub const fn capacity(mut self, tokens: u32) -> Self {
        self.capacity = tokens;
        self.tokens = AtomicU32::new(tokens);
        self
    }

    /// What a retry costs, 14 tokens by default: also one after an attempt timeout.
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

    /// What a retry costs after throttling, 5 tokens by default: where a [`hint`](macro@crate::retry#hint) or
    /// [`retry_after`](crate::Classify::retry_after) gave the wait. Such a retry comes when the service has said that it may.
    ///
    /// # Panics
    ///
    /// If `tokens` is 0; in a static, this is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn throttling_cost(mut self, tokens: u32) -> Self {
        assert!(tokens > 0, "a retry that costs nothing is bounded by nothing; write 1 or more");
        self.throttling_cost = tokens;
        self
    }

    /// What a call gives back that succeeds at once, 1 token by default. Where it gives 0, only time fills the bucket again,
    /// and [`refill`](Self::refill) comes first.
    ///
    /// # Panics
    ///
    /// If `tokens` is 0 and there is no `refill` before it: an empty bucket would stay empty, for a retry that succeeds
    /// gives no more than it took. In a static, this is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn refund(mut self, tokens: u32) -> Self {
        assert!(
            tokens > 0 || self.refill.per_second > 0,
            "a bucket that nothing fills stays empty; write `refill(..)` before `refund(0)`, or a refund of 1 or more"
        );
        self.refund = tokens;
        self
    }

    /// How many tokens a second the bucket gets by time, none by default: then retries come back only with successes.
    /// For a service that is called too seldom for that.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use retry_runtime::{RetryBudget, retry};
    ///
    /// static BUDGET: RetryBudget = RetryBudget::new().refill(2);
    ///
    /// #[derive(Debug)]
    /// enum Error { Busy, Gone }
    ///
    /// #[retry(max = 2, backoff = none, retryable = [Error::Busy], budget = BUDGET)]
    /// async fn load() -> Result<(), Error> {
    ///     Err(Error::Busy)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)] async fn main() {
    /// load().await.unwrap_err();
    /// assert_eq!(BUDGET.available(), 486);
    /// tokio::time::advance(Duration::from_secs(3)).await;
    /// assert_eq!(BUDGET.available(), 492);
    /// # let _ = Error::Gone;
    /// # }
    /// ```
    ///
    /// They are counted when a retry wants to pay, on tokio's clock, which a paused one drives; a call that succeeds reads
    /// no clock.
    ///
    /// # Panics
    ///
    /// If `per_second` is 0; in a static, this is a compile error.
    #[must_use]
    #[track_caller]
    pub const fn refill(mut self, per_second: u32) -> Self {
        assert!(
            per_second > 0,
            "a refill of 0 tokens a second fills nothing; leave it out, or write 1 or more"
        );
        self.refill.per_second = per_second;
        self
    }
}

/// What operators ask and do.
impl RetryBudget {
    /// The name that [`named`](Self::named) gives.
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        self.name
    }

    /// How many tokens are left, from 0 to the capacity.
    #[must_use]
    pub fn available(&self) -> u32 {
        self.add_by_time();
        self.tokens.load(Ordering::Relaxed)
    }

    /// Stops the retries of all calls that share this budget, until [`resume`](Self::resume): they return the error that
    /// they have, with the `retry.outcome` `switched_off`. First attempts are made as ever, and a wait that has begun is not cut short:
    /// the retry behind it is sent.
    ///
    /// ```
    /// use retry_runtime::{RetryBudget, retry};
    ///
    /// static BUDGET: RetryBudget = RetryBudget::new();
    ///
    /// #[derive(Debug)]
    /// enum Error { Busy, Gone }
    ///
    /// #[retry(max = 3, backoff = none, retryable = [Error::Busy], budget = BUDGET, attempt = n)]
    /// async fn load() -> Result<u32, Error> {
    ///     if n.is_last() { Ok(n.number()) } else { Err(Error::Busy) }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() {
    /// BUDGET.stop();
    /// assert!(load().await.is_err());
    /// BUDGET.resume();
    /// assert_eq!(load().await.unwrap(), 3);
    /// # let _ = Error::Gone;
    /// # }
    /// ```
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Lets retries be paid for again, from the tokens that there are.
    pub fn resume(&self) {
        self.stopped.store(false, Ordering::Relaxed);
    }

    /// Whether it was stopped by [`stop`](Self::stop).
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// What a [`Payment`](super::payment::Payment) asks for.
impl RetryBudget {
    /// Takes what a retry costs, and says how much that was.
    pub(super) fn pay(&self, throttled: bool) -> Result<u32, Ending> {
        if self.is_stopped() {
            return Err(Ending::SwitchedOff);
        }
        self.add_by_time();
        let cost = if throttled { self.throttling_cost } else { self.cost };
        if tokens::take(&self.tokens, cost) {
            Ok(cost)
        } else {
            Err(Ending::BudgetExhausted)
        }
    }

    /// Gives for a call that succeeded at once.
    #[inline]
    pub(super) fn reward(&self) {
        self.give_back(self.refund);
    }

    /// Gives back what a retry has cost.
    pub(super) fn give_back(&self, cost: u32) {
        tokens::give(&self.tokens, cost, self.capacity);
    }

    fn add_by_time(&self) {
        if self.refill.per_second > 0 {
            tokens::add(&self.tokens, self.capacity, || self.refill.claim());
        }
    }
}
