//! Replicas of a process, each of which knows its own budget alone.

use std::rc::Rc;
use std::time::Duration;

use serde::Serialize;

use super::ScenarioError;
use crate::clock::Clock;
use crate::crowd::Crowd;
use crate::number::{float, ratio, thousands};
use crate::plot::{Line, Lines, Panels, Plot};
use crate::process::{Guard, Process};
use crate::section::{Grid, Section};
use crate::server::Down;
use crate::setup::Setup;

/// How many calls each process makes: more than its budget can pay the retries of.
const CALLS: u32 = 100;

/// The time between two calls of the fleet.
const GAP: Duration = Duration::from_millis(1);

/// How many replicas there are: one for twenty clients at the most.
pub fn sizes(setup: &Setup) -> impl Iterator<Item = u32> + use<> {
    let most = (setup.clients / 20).max(1);
    [1, 10, 20, 50, 100, 200, 500, 1000].into_iter().filter(move |size| *size <= most)
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// How many calls each process makes.
    pub calls_per_process: u32,
    /// An entry for each size of the fleet.
    pub rows: Vec<Row>,
}

/// What came of a fleet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// How many processes it has.
    pub processes: u32,
    /// Requests that reached the server.
    pub requests: u64,
    /// Those of them that are retries.
    pub retries: u64,
}

impl Figures {
    /// Runs it for each size.
    ///
    /// # Errors
    ///
    /// If it cannot be run.
    pub fn simulate(setup: &Setup) -> Result<Self, ScenarioError> {
        let mut rows = Vec::new();
        for processes in sizes(setup) {
            let (requests, calls) = setup.simulate("replicas", run(processes))?;
            rows.push(Row { processes, requests, retries: requests.saturating_sub(calls) });
        }
        Ok(Self { calls_per_process: CALLS, rows })
    }

    /// As it is shown.
    ///
    /// # Errors
    ///
    /// If JSON cannot hold it.
    pub fn section(&self) -> Result<Section, ScenarioError> {
        let row = |row: &Row| {
            vec![
                thousands(row.processes.into()),
                thousands(row.requests),
                thousands(row.retries),
                format!("{:.2}", ratio(row.retries, row.processes.into())),
            ]
        };
        let per_process = self.rows.iter().map(|row| ratio(row.retries, row.processes.into()));
        let (least, most) = per_process.fold((f64::INFINITY, 0.0_f64), |(least, most), n| (least.min(n), most.max(n)));
        let each = if least < most {
            format!("{least:.2} to {most:.2}")
        } else {
            format!("{least:.0}")
        };
        let largest = self.rows.last().map_or((0, 0), |row| (row.processes, row.retries));
        Ok(Section {
            name: "replicas",
            title: "Replicas: budgets add up",
            about: format!(
                "In a total outage, each process of a fleet makes {CALLS} calls with `max = 3` and a `RetryBudget` of its own.",
            ),
            grid: Grid {
                header: vec!["processes", "requests", "retries", "retries per process"],
                rows: self.rows.iter().map(row).collect(),
            },
            reading: format!(
                "Each process makes {each} retries, however many there are, so {} of them make {}. They agree on nothing, and need not.",
                thousands(largest.0.into()),
                thousands(largest.1),
            ),
            plots: vec![self.plot()],
            figures: serde_json::to_value(self)?,
        })
    }

    fn plot(&self) -> Plot {
        let points = self.rows.iter().map(|row| (f64::from(row.processes), float(row.retries))).collect();
        Plot {
            name: "replicas",
            title: "Retries of a whole outage, a budget for each process".to_owned(),
            panels: Panels::Lines(vec![Lines {
                x_axis: "processes".to_owned(),
                y_axis: "retries in all".to_owned(),
                lines: vec![Line { label: String::new(), points }],
                shade: None,
                mark: None,
                x_end: self.rows.last().map_or(1.0, |row| row.processes.into()),
                dots: true,
            }]),
        }
    }
}

/// Requests and calls of a fleet.
async fn run(processes: u32) -> (u64, u64) {
    let fleet: Vec<_> = (0..processes).map(|_| Process::new(Guard::Budget)).collect();
    let size = fleet.len();
    let shared = Rc::new((fleet, Down::default()));
    let times = (0..processes * CALLS).map(|number| GAP * number);
    let crowd = Crowd::one_by_one(Clock::start(), times, |number| {
        let shared = Rc::clone(&shared);
        async move { shared.0[number % size].call(&shared.1).await }
    })
    .await;
    (shared.1.requests(), crowd.answered + crowd.failed)
}
