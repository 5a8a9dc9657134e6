//! The whole answer.

use serde::Serialize;

use super::function::Function;
use super::millis::Millis;
use crate::now::{self, Now, mode_word};

/// Everything that the page shows.
#[derive(Debug, Serialize)]
pub struct Retries {
    mode: &'static str,
    functions: Vec<Function>,
    breakers: Vec<Breaker>,
    budgets: Vec<Budget>,
}

impl From<Now> for Retries {
    fn from(now: Now) -> Self {
        Self {
            mode: mode_word(now.mode),
            functions: now.functions.into_iter().map(Function::from).collect(),
            breakers: now.breakers.into_iter().map(Breaker::from).collect(),
            budgets: now.budgets.into_iter().map(Budget::from).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Breaker {
    name: &'static str,
    state: &'static str,
    open_for_ms: Option<Millis>,
}

impl From<now::Breaker> for Breaker {
    fn from(breaker: now::Breaker) -> Self {
        Self {
            name: breaker.name,
            state: breaker.state_word(),
            open_for_ms: breaker.remaining.map(Millis),
        }
    }
}

#[derive(Debug, Serialize)]
struct Budget {
    name: &'static str,
    available: u32,
    stopped: bool,
}

impl From<now::Budget> for Budget {
    fn from(now::Budget { name, available, stopped }: now::Budget) -> Self {
        Self { name, available, stopped }
    }
}
