//! How every statement is retried: said once.

use retry_runtime::RetryBudget;

use super::JobsError;
use super::failure::{
    ADMIN_SHUTDOWN, BUSY, CANNOT_CONNECT_NOW, CONNECTION_EXCEPTION, CRASH_SHUTDOWN, DEADLOCK_DETECTED, Failure, LOCKED,
    SERIALIZATION_FAILURE, TOO_MANY_CONNECTIONS,
};

/// Bounds the retries of all statements of this process: a database that is gone is not asked for all jobs at once.
pub static DATABASE_BUDGET: RetryBudget = RetryBudget::new().capacity(5_000).refill(20);

retry_runtime::policy! {
    /// Every statement. A database that restarts is back within the waits; a constraint that is violated is violated
    /// again.
    ///
    /// A connection can be lost when the change is made and before that is told. So a statement that is retried here
    /// says what it wants and not by how much: it may be made twice.
    pub static DATABASE: JobsError = (
        max = 8,
        backoff = exp(50ms, max = 2s, jitter = 0.2),
        within = 30s,
        attempt_timeout = 10s,
        by = JobsError::failure,
        retryable = [
            Failure::State(SERIALIZATION_FAILURE),
            Failure::State(DEADLOCK_DETECTED),
            Failure::State(ADMIN_SHUTDOWN),
            Failure::State(CRASH_SHUTDOWN),
            Failure::State(CANNOT_CONNECT_NOW),
            Failure::State(TOO_MANY_CONNECTIONS),
            Failure::State(state) if state.starts_with(CONNECTION_EXCEPTION),
            Failure::Sqlite(BUSY),
            Failure::Sqlite(LOCKED),
            Failure::Lost,
        ],
        budget = DATABASE_BUDGET,
    )
}
