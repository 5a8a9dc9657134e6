//! An outage that ends, and an overload that does not: Bronson et al., "Metastable Failures in Distributed Systems", `HotOS` 2021.

mod shown;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use serde::Serialize;

use super::ScenarioError;
use crate::chance::Chance;
use crate::clock::Clock;
use crate::crowd::Crowd;
use crate::number::ratio;
use crate::process::{Guard, Process};
use crate::series::Series;
use crate::server::{Outage, Queue};
use crate::setup::Setup;

/// How long calls come, in seconds.
pub const LENGTH: u32 = 60;
const SECONDS: usize = LENGTH as usize;
/// When the server stops, in seconds.
pub const FROM: u32 = 10;
/// When it goes on, in seconds.
pub const TO: u32 = 20;
/// The last seconds, in which all should be well again.
pub const LATE: usize = 20;

/// How many calls each client makes, on average.
const EACH: u32 = 2;

/// How many calls each process of the fleet makes. It has a budget and a breaker of its own, so a fleet of another size is to have as many
/// more processes.
const CALLS: u32 = 1000;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// How many processes make the calls.
    pub processes: u32,
    /// How many calls there were.
    pub calls: u64,
    /// Those of the last seconds.
    pub late_calls: u64,
    /// How many of them come in a second, on average.
    pub offered_per_second: f64,
    /// How many requests the server can answer in a second.
    pub capacity_per_second: f64,
    /// An entry for each guard.
    pub rows: Vec<Row>,
}

/// What came of one guard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its name.
    pub guard: &'static str,
    /// Requests at the server, second by second.
    pub arrivals: Vec<u64>,
    /// Calls that were answered in time, second by second.
    pub goodput: Vec<u64>,
    /// Requests in all.
    pub requests: u64,
    /// Requests whose caller had gone when they were answered.
    pub wasted: u64,
    /// Calls that ended with an answer.
    pub answered: u64,
    /// The second, after the outage, from which nine of ten calls are answered for five seconds.
    pub recovered_after: Option<u32>,
}

impl Figures {
    /// Runs it for each guard.
    ///
    /// # Errors
    ///
    /// If it cannot be run.
    pub fn simulate(setup: &Setup) -> Result<Self, ScenarioError> {
        let times = times(setup);
        let mut rows = Vec::new();
        for guard in Guard::ALL {
            rows.push(setup.simulate("metastability", run(guard, setup, &times))?);
        }
        let mut offered = Series::default();
        for time in &times {
            offered.count(*time);
        }
        let per_second = f64::from(expected(setup)) / f64::from(LENGTH);
        Ok(Self {
            processes: processes(setup),
            calls: offered.total(),
            late_calls: last(&offered.first(SECONDS)),
            offered_per_second: per_second,
            capacity_per_second: 2.0 * per_second,
            rows,
        })
    }

    /// The share of the offered calls that was answered in the last seconds.
    #[must_use]
    pub fn late_goodput(&self, row: &Row) -> f64 {
        ratio(last(&row.goodput), self.late_calls)
    }

    /// How many times as many requests came in the last seconds as calls were offered.
    #[must_use]
    pub fn late_load(&self, row: &Row) -> f64 {
        ratio(last(&row.arrivals), self.late_calls)
    }
}

/// What happened in the last seconds.
fn last(series: &[u64]) -> u64 {
    series.iter().rev().take(LATE).sum()
}

/// How many calls there are, on average.
fn expected(setup: &Setup) -> u32 {
    setup.clients.saturating_mul(EACH)
}

fn processes(setup: &Setup) -> u32 {
    // One at least, for each call is made by one.
    expected(setup).div_ceil(CALLS).max(1)
}

/// The time between two calls, on average.
fn gap(setup: &Setup) -> Duration {
    Duration::from_secs(LENGTH.into()) / expected(setup).max(1)
}

/// When callers come: the same for all guards.
fn times(setup: &Setup) -> Vec<Duration> {
    let mut chance = Chance::new(setup.seed);
    let mut time = Duration::ZERO;
    let next = || {
        time += chance.gap(gap(setup));
        Some(time)
    };
    std::iter::from_fn(next)
        .take_while(|time| *time < Duration::from_secs(LENGTH.into()))
        .collect()
}

async fn run(guard: Guard, setup: &Setup, times: &[Duration]) -> Row {
    let clock = Clock::start();
    let outage = Outage {
        from: Duration::from_secs(FROM.into()),
        to: Duration::from_secs(TO.into()),
    };
    let fleet = Rc::new(Fleet {
        // Twice as fast as calls come: half load.
        server: Queue::new(clock, gap(setup) / 2, outage),
        processes: (0..processes(setup)).map(|_| Process::new(guard)).collect(),
        goodput: RefCell::default(),
    });
    let crowd = Crowd::one_by_one(clock, times.iter().copied(), |number| {
        let fleet = Rc::clone(&fleet);
        async move {
            let process = &fleet.processes[number % fleet.processes.len()];
            let answer = process.call(&fleet.server).await;
            if answer.is_ok() {
                fleet.goodput.borrow_mut().count(clock.now());
            }
            answer
        }
    })
    .await;
    let arrivals = fleet.server.arrivals();
    let requests = arrivals.total();
    let goodput = fleet.goodput.borrow().clone().first(SECONDS);
    Row {
        guard: guard.name(),
        requests,
        wasted: requests.saturating_sub(fleet.server.answered()),
        answered: crowd.answered,
        recovered_after: recovered_after(&goodput, f64::from(expected(setup)) / f64::from(LENGTH)),
        arrivals: arrivals.first(SECONDS),
        goodput,
    }
}

#[derive(Debug)]
struct Fleet {
    server: Queue,
    processes: Vec<Process>,
    goodput: RefCell<Series>,
}

fn recovered_after(goodput: &[u64], offered: f64) -> Option<u32> {
    let after = goodput.get(usize::try_from(TO).ok()?..)?;
    // Five seconds together, for single ones differ by chance.
    let well = |window: &[u64]| ratio(window.iter().sum(), 5) >= 0.9 * offered;
    u32::try_from(after.windows(5).position(well)?).ok()
}
