//! A retried function as the list shows it: what the source says of it, and what its calls came to by now.

use std::time::Duration;

use crate::call::registry::Registered;
use crate::call::registry::told::{List, Named, Told};
use crate::call::site::Site;
use crate::limits::breaker::CircuitBreaker;
use crate::limits::budget::RetryBudget;
use crate::observe::counters::{Counts, LastError};
use crate::observe::nesting;

/// A retried function, and what its calls came to by now.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SiteSnapshot {
    /// Its name, as in events and metrics.
    pub name: &'static str,
    /// The file of its attribute, as the compiler was given it.
    pub file: &'static str,
    /// The line of its attribute.
    pub line: u32,
    /// How many attempts a call may make in all, the first included.
    pub max: u32,
    /// What [`tighten`](crate::tighten) has lowered `max` to; `max`, `waits` and `worst_case` are as in the source.
    pub tightened: Option<u32>,
    /// The waits between the attempts, without jitter; those of an `on(..)` stand in its list.
    pub waits: Vec<Duration>,
    /// How the waits are drawn at random, as in the attribute: `full`, `0.2`.
    pub jitter: Option<String>,
    /// The longest wait that a server may ask for, where it is asked.
    pub hint: Option<Duration>,
    /// The time of each attempt.
    pub attempt_timeout: Option<Duration>,
    /// No attempt of a call starts later than this after it began.
    pub within: Option<Duration>,
    /// The longest that a call can take where its attempts have an `attempt_timeout`: all of them, and all waits between them,
    /// with jitter, hints and all schedules, and within `within`. Without one it is the waits alone; what attempts take comes on
    /// top.
    pub worst_case: Duration,
    /// The lists of the classification in the order in which they decide, those of a policy behind the function's own.
    pub lists: Vec<ErrorList>,
    /// Whether the error classifies itself, where no list names it.
    pub classified: bool,
    /// What the patterns of the lists look at in place of the error, as in the attribute.
    pub by: Option<&'static str>,
    /// The name of each breaker, those of a policy first; where it is no static, the expression.
    pub breakers: Vec<&'static str>,
    /// The budget, by the same name as in [`budgets`](crate::budgets); where it is no static, the expression.
    pub budget: Option<&'static str>,
    /// The policy that the function shares, as in the attribute.
    pub policy: Option<&'static str>,
    /// Names of the retried functions that gave up inside later attempts of this one: their limits
    /// [multiply](macro@crate::retry#retries-in-retries). Sorted.
    pub multiplies: Vec<&'static str>,
    /// What its calls came to.
    pub counts: Counts,
    /// The last error of an attempt.
    pub last_error: Option<LastError>,
}

/// Errors that are decided alike.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorList {
    /// The key: `expected`, `non_retryable`, `on` or `retryable`.
    pub key: &'static str,
    /// The entries, as they stand in the attribute.
    pub entries: &'static [&'static str],
    /// What an `on(..)` has of its own.
    pub schedule: Option<OwnSchedule>,
}

/// The schedule of an `on(..)`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OwnSchedule {
    /// How many attempts may fail with these errors.
    pub max: u32,
    /// The waits after them, without jitter.
    pub waits: Vec<Duration>,
    /// How the waits are drawn at random.
    pub jitter: Option<String>,
    /// The longest wait that a server may ask for in them.
    pub hint: Option<Duration>,
}

impl SiteSnapshot {
    pub(super) fn of(registered: &Registered) -> Self {
        let Registered { site, file, line, worst_case, policy, told } = *registered;
        let shared = policy.map_or(const { Told::new(&[]) }, |(_, told)| told);
        let within = told.within.or(shared.within);
        let mut multiplies: Vec<_> = nesting::multiplied(&site.function).iter().map(|inner| inner.name).collect();
        multiplies.sort_unstable();
        Self {
            name: site.function.name,
            file,
            line,
            max: site.function.max,
            tightened: site.function.tightened(),
            waits: site.waits(0),
            jitter: site.jitter(0),
            hint: told.hint.or(shared.hint),
            attempt_timeout: told.attempt_timeout.or(shared.attempt_timeout),
            within,
            worst_case: within.map_or(worst_case, |within| worst_case.min(within)),
            lists: lists(site, &told, &shared),
            classified: told.classified || shared.classified,
            by: told.by.or(shared.by),
            breakers: shared.breakers.iter().chain(told.breakers).map(name_of_breaker).collect(),
            budget: told.budget.or(shared.budget).as_ref().map(name_of_budget),
            policy: policy.map(|(name, _)| name),
            multiplies,
            counts: site.function.counters.counts(),
            last_error: site.function.counters.last_error(),
        }
    }
}

/// The lists in their order; the schedule of the n-th `on` is the site's n-th.
fn lists(site: &Site, told: &Told, shared: &Told) -> Vec<ErrorList> {
    let mut kind = 0;
    let lists = told.lists.iter().chain(shared.lists);
    let list = |&List { key, entries, hint }| {
        let schedule = (key == "on").then(|| {
            kind += 1;
            OwnSchedule {
                max: site.attempts(kind),
                waits: site.waits(kind),
                jitter: site.jitter(kind),
                hint,
            }
        });
        ErrorList { key, entries, schedule }
    };
    lists.map(list).collect()
}

/// As its events call it.
pub fn name_of_breaker(breaker: &Named<CircuitBreaker>) -> &'static str {
    breaker.find().map_or(breaker.text, CircuitBreaker::name)
}

/// The name that it was given, or else that of its static.
pub fn name_of_budget(budget: &Named<RetryBudget>) -> &'static str {
    budget.find().and_then(RetryBudget::name).unwrap_or(budget.text)
}
