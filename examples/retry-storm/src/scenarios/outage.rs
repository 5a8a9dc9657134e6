//! A server that answers nothing, and how many requests a call makes all the same.

use std::rc::Rc;
use std::time::Duration;

use retry_runtime::RetryBudget;
use serde::Serialize;

use super::ScenarioError;
use crate::clock::Clock;
use crate::crowd::Crowd;
use crate::number::{ratio, thousands};
use crate::plot::{Bar, Bars, Panels, Plot};
use crate::process::{Guard, Process};
use crate::section::{Grid, Section};
use crate::server::Down;
use crate::setup::Setup;

/// How many calls each client makes.
const CALLS: u32 = 5;

/// The time between two calls: a hundred a second.
const GAP: Duration = Duration::from_millis(10);

/// What the process has besides `max = 3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// Nothing.
    None,
    /// `RetryBudget::new().cost(5)`: what the AWS SDKs did before November 2026.
    OldBudget,
    /// `RetryBudget::new()`.
    Budget,
    /// `CircuitBreaker::new(..)`.
    Breaker,
    /// Budget and breaker.
    Both,
}

impl Protection {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::None, Self::OldBudget, Self::Budget, Self::Breaker, Self::Both];

    const fn name(self) -> &'static str {
        match self {
            Self::OldBudget => "budget, cost(5)",
            Self::None => Guard::None.name(),
            Self::Budget => Guard::Budget.name(),
            Self::Breaker => Guard::Breaker.name(),
            Self::Both => Guard::Both.name(),
        }
    }

    fn process(self) -> Process {
        match self {
            Self::None => Process::new(Guard::None),
            Self::OldBudget => Process::with_budget(Guard::Budget, RetryBudget::new().cost(5)),
            Self::Budget => Process::new(Guard::Budget),
            Self::Breaker => Process::new(Guard::Breaker),
            Self::Both => Process::new(Guard::Both),
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// How many calls the process made.
    pub calls: u32,
    /// An entry for each protection.
    pub rows: Vec<Row>,
}

/// What came of one protection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its name.
    pub protection: &'static str,
    /// Requests that reached the server.
    pub requests: u64,
}

impl Figures {
    /// Runs it for each protection.
    ///
    /// # Errors
    ///
    /// If it cannot be run.
    pub fn simulate(setup: &Setup) -> Result<Self, ScenarioError> {
        let calls = setup.clients.saturating_mul(CALLS);
        let mut rows = Vec::new();
        for protection in Protection::ALL {
            rows.push(setup.simulate("outage", async {
                let shared = Rc::new((protection.process(), Down::default()));
                let times = (0..calls).map(|number| GAP * number);
                Crowd::one_by_one(Clock::start(), times, |_| {
                    let shared = Rc::clone(&shared);
                    async move { shared.0.call(&shared.1).await }
                })
                .await;
                Row { protection: protection.name(), requests: shared.1.requests() }
            })?);
        }
        Ok(Self { calls, rows })
    }

    /// Requests for each call, where there is such a row.
    #[must_use]
    pub fn per_call(&self, protection: &str) -> Option<f64> {
        let row = self.rows.iter().find(|row| row.protection == protection)?;
        Some(ratio(row.requests, self.calls.into()))
    }

    /// As it is shown.
    ///
    /// # Errors
    ///
    /// If JSON cannot hold it.
    pub fn section(&self) -> Result<Section, ScenarioError> {
        Ok(Section {
            name: "outage",
            title: "Outage: which budget, which breaker",
            about: format!(
                "A process makes {} calls, a hundred a second, with `max = 3`, to a server that refuses all of them.",
                thousands(self.calls.into()),
            ),
            grid: self.grid(),
            reading: self.reading(),
            plots: vec![self.plot()],
            figures: serde_json::to_value(self)?,
        })
    }

    fn grid(&self) -> Grid {
        let row = |row: &Row| {
            let calls = u64::from(self.calls);
            vec![
                row.protection.to_owned(),
                thousands(row.requests),
                format!("{:.4}", ratio(row.requests, calls)),
                thousands(row.requests.saturating_sub(calls)),
            ]
        };
        Grid {
            header: vec!["bounded by", "requests", "requests per call", "more than calls"],
            rows: self.rows.iter().map(row).collect(),
        }
    }

    fn reading(&self) -> String {
        let per_call = |name: &str| self.per_call(name).unwrap_or_default();
        format!(
            "`max` alone multiplies the load of an outage by {:.2}, a budget by {:.4} (by {:.4} at its old price). A breaker lets {:.2} % of it \
             through.",
            per_call(Protection::None.name()),
            per_call(Protection::Budget.name()),
            per_call(Protection::OldBudget.name()),
            100.0 * per_call(Protection::Breaker.name()),
        )
    }

    fn plot(&self) -> Plot {
        let bar = |row: &Row| {
            let value = ratio(row.requests, self.calls.into());
            Bar { label: row.protection.to_owned(), value, text: format!("{value:.4}") }
        };
        Plot {
            name: "outage",
            title: "A total outage, calls with max = 3".to_owned(),
            panels: Panels::Bars(vec![Bars {
                axis: "requests per call".to_owned(),
                bars: self.rows.iter().map(bar).collect(),
            }]),
        }
    }
}
