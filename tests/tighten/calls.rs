//! How many attempts a call makes.

use retry_runtime::{BreakerState, CircuitBreaker, RetryBudget, policy, retry, tighten};

use crate::common::limited::Error;
use crate::common::script::{Script, seconds};
use crate::common::{self, Service, Step};

#[tokio::test(start_paused = true)]
async fn a_call_makes_as_many_as_are_allowed_now() {
    #[retry(max = 4, backoff = exp(1s), retryable = [common::Error::Busy], name = "calls.plain")]
    async fn load(service: &Service) -> Result<usize, common::Error> {
        service.call()
    }
    const WAITS: [u64; 3] = [1, 2, 4];
    for max in [4, 1, 3, 2, 4] {
        tighten("calls.plain", max).unwrap();
        let max = max as usize;
        let service = Service::new(&[Step::Busy; 4]);
        assert_eq!(load(&service).await, Err(common::Error::Busy(max)));
        assert_eq!((service.calls(), service.waits()), (max, seconds(WAITS[..max - 1].to_vec())));
    }
}

#[tokio::test(start_paused = true)]
async fn what_ends_a_call_sooner_still_does() {
    #[retry(max = 4, backoff = exp(1s), within = 2s, retryable = [common::Error::Busy], name = "calls.sooner")]
    async fn load(service: &Service) -> Result<usize, common::Error> {
        service.call()
    }
    tighten("calls.sooner", 3).unwrap();
    for (script, outcome) in [
        (vec![Step::Done], Ok(1)),
        (vec![Step::Busy, Step::Done], Ok(2)),
        (vec![Step::Gone], Err(common::Error::Gone(1))),
        (vec![Step::Busy, Step::Busy], Err(common::Error::Busy(2))),
    ] {
        assert_eq!(load(&Service::new(&script)).await, outcome);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Busy,
    Limited,
    Gone,
}
use Kind::{Busy, Gone, Limited};

policy! {
    static POLICY: Kind = (
        max = 5, backoff = "fixed(1s)", on(Kind::Limited, max = 3, backoff = "fixed(10s)"), non_retryable = [Kind::Gone],
    );
}

/// Proves the waits of a call that meets these errors, under this limit.
macro_rules! tightened {
    ($($name:ident: [$($keys:tt)+], $max:expr, $errors:expr, $outcome:expr, $waits:expr;)*) => {$(
        mod $name {
            use super::*;

            #[retry($($keys)+)]
            async fn load(script: &Script<Kind>) -> Result<usize, Kind> {
                script.call()
            }

            #[tokio::test(start_paused = true)]
            async fn makes_no_more() {
                tighten(concat!(module_path!(), "::load"), $max).unwrap();
                let script = Script::new($errors);
                assert_eq!((load(&script).await, script.waits()), ($outcome, seconds($waits)));
            }
        }
    )*};
}

tightened! {
    a_policy: [policy = POLICY], 3, [Busy; 9], Err(Busy), [1, 1];
    what_is_not_retried: [policy = POLICY], 3, [Busy, Gone], Err(Gone), [1];
    a_policy_with_a_lower_max: [policy = POLICY, max = 4], 2, [Busy; 9], Err(Busy), [1];
    a_policy_s_kinds: [policy = POLICY], 2, [Limited; 9], Err(Limited), [10];
    a_policy_s_kinds_below_it: [policy = POLICY], 4, [Limited; 9], Err(Limited), [10, 10];
    kinds_below_it: [max = 5, backoff = fixed(1s), on(Kind::Limited, max = 2, backoff = fixed(9s)), non_retryable = [Kind::Gone]], 4,
        [Busy, Limited, Busy, Limited], Err(Limited), [1, 9, 1];
    all_kinds_together: [max = 5, backoff = fixed(1s), on(Kind::Limited, backoff = fixed(9s)), non_retryable = [Kind::Gone]], 3,
        [Busy, Limited, Limited, Busy], Err(Limited), [1, 9];
    no_retries_of_any_kind: [max = 5, backoff = fixed(1s), on(Kind::Limited, backoff = fixed(9s)), non_retryable = [Kind::Gone]], 1,
        [Limited; 9], Err(Limited), [];
    a_hint_adds_none: [max = 5, backoff = none, hint(|_| Some(MINUTE), cap = 1min), retryable = [Kind::Busy]], 2,
        [Busy; 9], Err(Busy), [60];
    decorrelated_waits: [max = 5, backoff = exp(1s, max = 1s, jitter = decorrelated), retryable = [Kind::Busy]], 2,
        [Busy; 9], Err(Busy), [1];
}

const MINUTE: std::time::Duration = std::time::Duration::from_secs(60);

#[test]
fn a_blocking_function() {
    #[retry(max = 4, backoff = none, blocking, retryable = [common::Error::Busy], name = "calls.blocking")]
    fn load(service: &Service) -> Result<usize, common::Error> {
        service.call()
    }
    tighten("calls.blocking", 2).unwrap();
    assert_eq!(load(&Service::new(&[Step::Busy; 2])), Err(common::Error::Busy(2)));
}

/// The instances of a generic function have one limit.
#[test]
fn every_instance_of_a_generic_function() {
    #[retry(max = 4, backoff = none, blocking, retryable = [common::Error::Busy], name = "calls.generic")]
    fn load<T: Default>(service: &Service) -> Result<T, common::Error> {
        service.call().map(|_| T::default())
    }
    tighten("calls.generic", 2).unwrap();
    assert_eq!(load::<u8>(&Service::new(&[Step::Busy; 2])), Err(common::Error::Busy(2)));
    assert_eq!(load::<String>(&Service::new(&[Step::Busy; 2])), Err(common::Error::Busy(2)));
}

/// A failure is one to a breaker, also where it is not retried for its limit; and what is not retried costs no token.
#[tokio::test(start_paused = true)]
async fn the_other_limits_stay() {
    #[retry(max = 3, backoff = fixed(1s), retryable = [Error::Busy], breaker(breaker), budget = budget, name = "calls.limited")]
    async fn load(breaker: &CircuitBreaker, budget: &RetryBudget, service: &Service) -> Result<usize, Error> {
        Ok(service.call()?)
    }
    tighten("calls.limited", 1).unwrap();
    let (breaker, budget) = (CircuitBreaker::new("service").consecutive(2), RetryBudget::new());
    for state in [BreakerState::Closed, BreakerState::Open] {
        assert_eq!(load(&breaker, &budget, &Service::new(&[Step::Busy])).await, Err(Error::Busy(1)));
        assert_eq!((breaker.state(), budget.available()), (state, 500));
    }
    assert!(matches!(load(&breaker, &budget, &Service::new(&[])).await, Err(Error::Open(_))));
}
