use std::time::Duration;

use retry_runtime::{CircuitBreaker, RetryBudget};

static NO_WINDOW: CircuitBreaker = CircuitBreaker::new("gemini").window(0);

static WIDE_WINDOW: CircuitBreaker = CircuitBreaker::new("gemini").window(100_000);

static NO_RATIO: CircuitBreaker = CircuitBreaker::new("gemini").failure_ratio(0.0);

static PERCENT: CircuitBreaker = CircuitBreaker::new("gemini").failure_ratio(50.0);

static ABOVE_ONE: CircuitBreaker = CircuitBreaker::new("gemini").failure_ratio(1.5);

static NO_NUMBER: CircuitBreaker = CircuitBreaker::new("gemini").failure_ratio(f64::NAN);

static NONE_IN_A_ROW: CircuitBreaker = CircuitBreaker::new("gemini").consecutive(0);

static NO_TIME: CircuitBreaker = CircuitBreaker::new("gemini").open_for(Duration::ZERO);

static NO_PROBES: CircuitBreaker = CircuitBreaker::new("gemini").probes(0);

static NO_COST: RetryBudget = RetryBudget::new().cost(0);

static NO_THROTTLING_COST: RetryBudget = RetryBudget::new().throttling_cost(0);

static NOTHING_FILLS_IT: RetryBudget = RetryBudget::new().refund(0);

static REFILLED_TOO_LATE: RetryBudget = RetryBudget::new().refund(0).refill(1);

static NO_REFILL: RetryBudget = RetryBudget::new().refill(0);

static FILLED_BY_TIME: RetryBudget = RetryBudget::new().refill(1).refund(0);

fn main() {}
