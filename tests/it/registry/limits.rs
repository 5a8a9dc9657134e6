//! The breakers and budgets that are found through the functions that name them.
#![allow(dead_code, reason = "functions that nobody calls are what is tested")]

use std::sync::{Arc, LazyLock};

use retry_runtime::{CircuitBreaker, CircuitOpen, RetryBudget, breakers, budgets, policy, retry};

use crate::registry::site;

#[derive(Debug)]
struct Error;

impl From<CircuitOpen> for Error {
    fn from(_: CircuitOpen) -> Self {
        Self
    }
}

fn is_busy(_: &Error) -> bool {
    false
}

mod statics {
    use super::*;

    pub static IN_A_MODULE: CircuitBreaker = CircuitBreaker::new("limits.in_a_module");
}

static SHARED: CircuitBreaker = CircuitBreaker::new("limits.shared");
static LAZY: LazyLock<CircuitBreaker> = LazyLock::new(|| CircuitBreaker::new("limits.lazy"));
static COUNTED: LazyLock<Arc<CircuitBreaker>> = LazyLock::new(|| Arc::new(CircuitBreaker::new("limits.counted")));
const POINTS: &CircuitBreaker = &SHARED;
static OF_A_POLICY: CircuitBreaker = CircuitBreaker::new("limits.of_a_policy");
static NAMED: RetryBudget = RetryBudget::new().named("limits.named");
static LIMITS_BUDGET: RetryBudget = RetryBudget::new();

policy! {
    static POLICY: Error = (max = 2, retryable = [is_busy], breaker(OF_A_POLICY), budget = NAMED);
}

struct Client {
    breaker: CircuitBreaker,
    budget: RetryBudget,
}

impl Client {
    const BREAKER: &'static CircuitBreaker = &SHARED;

    #[retry(max = 2, retryable = [is_busy], breaker(self.breaker), budget = self.budget, name = "limits.fields")]
    async fn fields(&self) -> Result<(), Error> {
        Ok(())
    }

    #[retry(max = 2, retryable = [is_busy], breaker(Self::BREAKER), name = "limits.associated")]
    async fn associated(&self) -> Result<(), Error> {
        Ok(())
    }
}

#[retry(
    max = 2, retryable = [is_busy], breaker(SHARED), breaker(statics::IN_A_MODULE), breaker((LAZY)), breaker(COUNTED),
    breaker(POINTS), budget = LIMITS_BUDGET, name = "limits.statics",
)]
async fn statics() -> Result<(), Error> {
    Ok(())
}

#[retry(policy = POLICY, breaker(SHARED), name = "limits.policy")]
async fn by_policy<T>() -> Result<T, Error> {
    Err(Error)
}

#[allow(non_snake_case, reason = "a parameter that looks like a static")]
#[retry(max = 2, retryable = [is_busy], breaker(LOUD), name = "limits.parameter")]
async fn parameter(LOUD: &CircuitBreaker) -> Result<(), Error> {
    Ok(())
}

#[allow(non_snake_case, reason = "a name of `once` that looks like a static")]
#[retry(max = 2, retryable = [is_busy], once(ONCE = &SHARED), breaker(ONCE), name = "limits.once")]
async fn once() -> Result<(), Error> {
    Ok(())
}

#[test]
fn every_static_is_found_once() {
    let names: Vec<_> = breakers().iter().map(|breaker| breaker.name()).collect();
    let ours: Vec<_> = names.iter().copied().filter(|name| name.starts_with("limits.")).collect();
    let found = ["limits.counted", "limits.in_a_module", "limits.lazy", "limits.of_a_policy", "limits.shared"];
    assert_eq!(ours, found);
    assert!(names.is_sorted(), "{names:?}");

    let ours: Vec<_> = budgets()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.to_lowercase().starts_with("limits"))
        .collect();
    assert_eq!(ours, ["LIMITS_BUDGET", "limits.named"]);
}

/// The very static, and not a copy of it.
#[test]
fn what_is_found_can_be_operated() {
    let find = |name| breakers().into_iter().find(|breaker| breaker.name() == name).unwrap();
    assert!(std::ptr::eq(find("limits.of_a_policy"), &raw const OF_A_POLICY));
    assert!(std::ptr::eq(find("limits.lazy"), &raw const *LAZY));
    let (_, budget) = budgets().into_iter().find(|(name, _)| *name == "limits.named").unwrap();
    assert!(std::ptr::eq(budget, &raw const NAMED));
}

#[test]
fn a_function_tells_their_names_or_what_stands_there() {
    let statics = site("limits.statics");
    let names = ["limits.shared", "limits.in_a_module", "limits.lazy", "limits.counted", "limits.shared"];
    assert_eq!((statics.breakers, statics.budget), (names.to_vec(), Some("LIMITS_BUDGET")));
    let policy = site("limits.policy");
    assert_eq!(
        (policy.breakers, policy.budget),
        (vec!["limits.of_a_policy", "limits.shared"], Some("limits.named"))
    );
    let fields = site("limits.fields");
    assert_eq!((fields.breakers, fields.budget), (vec!["self.breaker"], Some("self.budget")));
    assert_eq!(site("limits.associated").breakers, ["Self::BREAKER"]);
    assert_eq!(site("limits.parameter").breakers, ["LOUD"]);
    assert_eq!(site("limits.once").breakers, ["ONCE"]);
}
