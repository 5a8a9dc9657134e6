//! A process of the fleet: what its calls share, and the calls themselves, which are the library's.

use std::time::Duration;

use retry_runtime::{CircuitBreaker, RetryBudget, policy, retry};

use crate::refused::Refused;
use crate::server::Server;

/// The time of one attempt.
pub const TIMEOUT: Duration = Duration::from_secs(1);

policy! {
    /// What most clients have, with or without knowing what it does to the server.
    static CLIENT: Refused = (
        max = 3,
        backoff = exp(100ms, jitter = full),
        attempt_timeout = 1s,
        retryable = [Refused::Busy, Refused::Timeout(_)],
    )
}

/// What bounds the retries of a process besides `max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Nothing.
    None,
    /// A budget.
    Budget,
    /// A breaker.
    Breaker,
    /// A budget and a breaker.
    Both,
}

impl Guard {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::None, Self::Budget, Self::Breaker, Self::Both];

    /// As tables and plots name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "max alone",
            Self::Budget => "budget",
            Self::Breaker => "breaker",
            Self::Both => "budget and breaker",
        }
    }

    /// As a sentence names it.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::None => "`max` alone",
            Self::Budget => "a budget",
            Self::Breaker => "a breaker",
            Self::Both => "both",
        }
    }
}

/// A budget and a breaker, which the calls of one process share and those of another do not.
#[derive(Debug)]
pub struct Process {
    guard: Guard,
    budget: RetryBudget,
    breaker: CircuitBreaker,
}

impl Process {
    /// A budget and a breaker as the library makes them.
    #[must_use]
    pub fn new(guard: Guard) -> Self {
        Self::with_budget(guard, RetryBudget::new())
    }

    /// The same with another budget.
    #[must_use]
    pub fn with_budget(guard: Guard, budget: RetryBudget) -> Self {
        Self { guard, budget, breaker: CircuitBreaker::new("storm") }
    }

    /// The budget.
    #[must_use]
    pub const fn budget(&self) -> &RetryBudget {
        &self.budget
    }

    /// One call, with its retries.
    ///
    /// # Errors
    ///
    /// What its last attempt met.
    pub async fn call(&self, server: &impl Server) -> Result<(), Refused> {
        match self.guard {
            Guard::None => unguarded(server).await,
            Guard::Budget => self.budgeted(server).await,
            Guard::Breaker => self.broken(server).await,
            Guard::Both => self.guarded(server).await,
        }
    }

    #[retry(policy = CLIENT, budget = self.budget)]
    async fn budgeted<S: Server>(&self, server: &S) -> Result<(), Refused> {
        server.serve().await
    }

    #[retry(policy = CLIENT, breaker(self.breaker))]
    async fn broken<S: Server>(&self, server: &S) -> Result<(), Refused> {
        server.serve().await
    }

    #[retry(policy = CLIENT, budget = self.budget, breaker(self.breaker))]
    async fn guarded<S: Server>(&self, server: &S) -> Result<(), Refused> {
        server.serve().await
    }
}

#[retry(policy = CLIENT)]
async fn unguarded<S: Server>(server: &S) -> Result<(), Refused> {
    server.serve().await
}
