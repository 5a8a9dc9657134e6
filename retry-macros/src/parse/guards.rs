//! The limits beyond the count, and what runs between attempts, together.

use std::time::Duration;

use syn::{Expr, Ident};

use crate::parse::breaker::Breaker;
use crate::parse::on_retry::Hook;

/// The limits beyond the count, and what runs between attempts.
#[derive(Default)]
pub struct Guards {
    pub attempt_timeout: Option<(Duration, Ident)>,
    pub breakers: Vec<Breaker>,
    pub budget: Option<Expr>,
    pub cancel: Option<(Expr, Ident)>,
    pub on_retry: Option<Hook>,
}

impl Guards {
    /// Whether the loop is the plain one.
    pub fn is_empty(&self) -> bool {
        self.breakers.is_empty() && self.budget.is_none() && !self.keeps_outcome()
    }

    /// Whether something asks if the time of an attempt was up.
    pub fn ask_for_the_time(&self) -> bool {
        self.attempt_timeout.is_some() && !self.breakers.is_empty()
    }

    /// Whether something needs the failed outcome after it was judged.
    pub fn keeps_outcome(&self) -> bool {
        self.cancel.is_some() || self.on_retry.is_some()
    }
}
