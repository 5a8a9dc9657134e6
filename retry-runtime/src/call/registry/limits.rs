//! The breakers and budgets that retried functions share, found through the functions.

use crate::call::registry::SITES;
use crate::call::registry::snapshot::name_of_budget;
use crate::call::registry::told::{Named, Told};
use crate::limits::breaker::CircuitBreaker;
use crate::limits::budget::RetryBudget;

/// Every circuit breaker that a retried function or its policy names as a static, each once, sorted by name; with the feature
/// `registry`.
///
/// For an admin page, a health check, or a test. What is found is a static whose name is in capitals, as statics are: a breaker
/// that is a field or the value of a function, only a call knows.
///
/// ```
/// use retry_runtime::{BreakerState, CircuitBreaker, CircuitOpen, breakers, retry};
///
/// static STORAGE: CircuitBreaker = CircuitBreaker::new("storage");
///
/// #[derive(Debug, thiserror::Error)]
/// #[error(transparent)]
/// struct StorageError(#[from] CircuitOpen);
///
/// #[retry(max = 3, retryable = [|error: &StorageError| error.0.remaining().is_none()], breaker(STORAGE))]
/// async fn purge() -> Result<(), StorageError> {
///     Ok(())
/// }
///
/// assert!(breakers().iter().all(|breaker| breaker.state() == BreakerState::Closed));
/// assert!(breakers().iter().any(|breaker| breaker.name() == "storage"));
/// ```
#[must_use]
pub fn breakers() -> Vec<&'static CircuitBreaker> {
    let mut found: Vec<&'static CircuitBreaker> = Vec::new();
    for breaker in told().flat_map(|told| told.breakers).filter_map(Named::find) {
        if !found.iter().any(|other| std::ptr::eq(*other, breaker)) {
            found.push(breaker);
        }
    }
    found.sort_by_key(|breaker| breaker.name());
    found
}

/// Every retry budget that a retried function or its policy names as a static, each once with its name, sorted by it; with the
/// feature `registry`.
///
/// The name is the one that [`RetryBudget::named`] gives, or else that of the static as an attribute writes it. What is found is a
/// static whose name is in capitals, as with [`breakers`].
///
/// ```
/// use retry_runtime::{RetryBudget, budgets, retry};
///
/// static STORAGE: RetryBudget = RetryBudget::new().named("storage");
///
/// #[retry(max = 3, retryable = [|status: &u16| *status > 499], budget = STORAGE)]
/// async fn purge() -> Result<(), u16> {
///     Ok(())
/// }
///
/// let available: Vec<_> = budgets().into_iter().map(|(name, budget)| (name, budget.available())).collect();
/// assert!(available.contains(&("storage", 500)));
/// ```
#[must_use]
pub fn budgets() -> Vec<(&'static str, &'static RetryBudget)> {
    let mut found: Vec<(&'static str, &'static RetryBudget)> = Vec::new();
    for named in told().filter_map(|told| told.budget) {
        let Some(budget) = named.find() else { continue };
        if !found.iter().any(|(_, other)| std::ptr::eq(*other, budget)) {
            found.push((name_of_budget(&named), budget));
        }
    }
    found.sort_by_key(|(name, _)| *name);
    found
}

/// What is told of each function, and of the policy that it shares.
fn told() -> impl Iterator<Item = &'static Told> {
    SITES.iter().flat_map(|registered| {
        let policy = registered.policy.as_ref().map(|(_, told)| told);
        policy.into_iter().chain([&registered.told])
    })
}

/// Sets the gauges of breakers and budgets to what is true now, for those that [`breakers`] and [`budgets`] find; with the features
/// `metrics` and `registry`.
///
/// Call it where the metrics are read, before each scrape. Between two of them, the gauge of a breaker changes when its state is
/// changed by a call: that its time is over, while nobody calls, is seen by nobody else. Budgets have no other gauge.
#[cfg(feature = "metrics")]
pub fn record_states() {
    for breaker in breakers() {
        crate::observe::metrics::breaker(breaker.name(), || breaker.state().into());
    }
    for (name, budget) in budgets() {
        crate::observe::metrics::budget(name, budget.available());
    }
}
