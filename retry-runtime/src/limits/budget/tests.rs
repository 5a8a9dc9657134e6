mod every_order;
mod model;

use super::payment::Payment;
use super::retry_budget::RetryBudget;
