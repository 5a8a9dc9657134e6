//! A look at all of it.

use std::time::Duration;

use retry_runtime::Mode;
use tokio::time::Instant;

use super::{Breaker, Budget, Function};
use crate::counted::Counted;
use crate::rates::{Recent, Samples};

/// Everything there is to show.
#[derive(Debug)]
pub struct Now {
    /// By name.
    pub functions: Vec<Function>,
    /// By name.
    pub breakers: Vec<Breaker>,
    /// By name.
    pub budgets: Vec<Budget>,
    /// The mode of the whole process.
    pub mode: Mode,
    /// The time that rates are of, if there are any.
    pub window: Option<Duration>,
}

impl Now {
    /// Looks, and compares it with the looks before.
    pub fn look(samples: &Samples) -> Self {
        let sites = retry_runtime::sites();
        let totals: Vec<_> = sites.iter().map(|site| Counted::of(&site.counts)).collect();
        let recent = samples.compare(Instant::now(), &totals);
        let window = recent.as_ref().map(|recent| recent.window);
        let of = |number: usize| recent.as_ref().and_then(|Recent { counted, .. }| counted.get(number).copied());
        let mut previous = None;
        let functions = sites.into_iter().zip(totals).enumerate().map(|(number, (site, total))| Function {
            recent: window.zip(of(number)),
            first_of_its_name: previous.replace(site.name) != Some(site.name),
            site,
            total,
        });
        Self {
            functions: functions.collect(),
            breakers: retry_runtime::breakers().into_iter().map(Breaker::of).collect(),
            budgets: retry_runtime::budgets().into_iter().map(Budget::of).collect(),
            mode: retry_runtime::mode(),
            window,
        }
    }
}
