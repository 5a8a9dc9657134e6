//! Retried functions that call each other.

use std::rc::Rc;

use retry_runtime::{RetryBudget, retry};
use serde::Serialize;

use super::ScenarioError;
use crate::clock::Clock;
use crate::crowd::{Crowd, share};
use crate::number::{ratio, thousands};
use crate::plot::{Bar, Bars, Panels, Plot};
use crate::refused::Refused;
use crate::section::{Grid, Section};
use crate::server::{Down, Server};
use crate::setup::Setup;

/// Which layers retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stack {
    /// The lowest.
    One,
    /// The two lower ones.
    Two,
    /// All three.
    Three,
    /// All three, each with a budget of its own.
    Budgets,
}

impl Stack {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::One, Self::Two, Self::Three, Self::Budgets];

    const fn name(self) -> &'static str {
        match self {
            Self::One => "one: 3",
            Self::Two => "two: 3 x 3",
            Self::Three => "three: 3 x 3 x 3",
            Self::Budgets => "three, each with a budget",
        }
    }
}

#[derive(Debug, Default)]
struct Services {
    bottom: Down,
    budgets: [RetryBudget; 3],
}

impl Services {
    #[retry(max = 3, backoff = exp(100ms, jitter = full), retryable = [Refused::Busy])]
    async fn load(&self) -> Result<(), Refused> {
        self.bottom.serve().await
    }

    #[retry(max = 3, backoff = exp(100ms, jitter = full), retryable = [Refused::Busy])]
    async fn update(&self) -> Result<(), Refused> {
        self.load().await
    }

    #[retry(max = 3, backoff = exp(100ms, jitter = full), retryable = [Refused::Busy])]
    async fn handle(&self) -> Result<(), Refused> {
        self.update().await
    }

    #[retry(max = 3, backoff = exp(100ms, jitter = full), retryable = [Refused::Busy], budget = self.budgets[0])]
    async fn load_within(&self) -> Result<(), Refused> {
        self.bottom.serve().await
    }

    #[retry(max = 3, backoff = exp(100ms, jitter = full), retryable = [Refused::Busy], budget = self.budgets[1])]
    async fn update_within(&self) -> Result<(), Refused> {
        self.load_within().await
    }

    #[retry(max = 3, backoff = exp(100ms, jitter = full), retryable = [Refused::Busy], budget = self.budgets[2])]
    async fn handle_within(&self) -> Result<(), Refused> {
        self.update_within().await
    }

    async fn call(self: Rc<Self>, stack: Stack) -> Result<(), Refused> {
        match stack {
            Stack::One => self.load().await,
            Stack::Two => self.update().await,
            Stack::Three => self.handle().await,
            Stack::Budgets => self.handle_within().await,
        }
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Requests at the top.
    pub calls: u32,
    /// An entry for each stack.
    pub rows: Vec<Row>,
}

/// What came of one stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its name.
    pub layers: &'static str,
    /// Requests at the bottom.
    pub requests: u64,
}

impl Figures {
    /// Runs it for each stack.
    ///
    /// # Errors
    ///
    /// If it cannot be run.
    pub fn simulate(setup: &Setup) -> Result<Self, ScenarioError> {
        // The figures without a budget are exact for a single call.
        let calls = setup.clients / 4;
        let mut rows = Vec::new();
        for stack in Stack::ALL {
            rows.push(setup.simulate("layers", async {
                let services = Rc::new(Services::default());
                Crowd::together(Clock::start(), calls, share(&services, move |services| services.call(stack))).await;
                Row { layers: stack.name(), requests: services.bottom.requests() }
            })?);
        }
        Ok(Self { calls, rows })
    }

    /// As it is shown.
    ///
    /// # Errors
    ///
    /// If JSON cannot hold it.
    pub fn section(&self) -> Result<Section, ScenarioError> {
        let per_call = |row: &Row| ratio(row.requests, self.calls.into());
        let row = |row: &Row| vec![row.layers.to_owned(), thousands(row.requests), format!("{:.2}", per_call(row))];
        let bar = |row: &Row| Bar {
            label: row.layers.to_owned(),
            value: per_call(row),
            text: format!("{:.2}", per_call(row)),
        };
        let told = |row: &Row| format!("{:.2} ({})", per_call(row), row.layers);
        Ok(Section {
            name: "layers",
            title: "Layers: where to retry",
            about: format!(
                "{} requests at the top of three services, each with `max = 3` where it retries; the lowest one is down.",
                thousands(self.calls.into()),
            ),
            grid: Grid {
                header: vec!["layers that retry", "requests at the bottom", "per request at the top"],
                rows: self.rows.iter().map(row).collect(),
            },
            reading: format!(
                "Requests at the bottom for each at the top: {}.",
                self.rows.iter().map(told).collect::<Vec<_>>().join(", ")
            ),
            plots: vec![Plot {
                name: "layers",
                title: "Retries in retries, the lowest service being down".to_owned(),
                panels: Panels::Bars(vec![Bars {
                    axis: "requests at the bottom per request at the top".to_owned(),
                    bars: self.rows.iter().map(bar).collect(),
                }]),
            }],
            figures: serde_json::to_value(self)?,
        })
    }
}
