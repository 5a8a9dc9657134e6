//! The scenarios, a file for each: what is simulated, its figures, and how they are shown.

pub mod contention;
pub mod layers;
pub mod metastability;
pub mod outage;
pub mod replicas;
pub mod throttling;

use std::io;
use std::panic::resume_unwind;
use std::thread;

use thiserror::Error;

use crate::section::Section;
use crate::setup::Setup;

/// Why a scenario has no figures.
#[derive(Debug, Error)]
pub enum ScenarioError {
    /// There is no runtime.
    #[error("the simulation cannot be run ({0})")]
    Runtime(#[from] io::Error),
    /// Its figures are none for JSON.
    #[error("the figures cannot be written as JSON ({0})")]
    Figures(#[from] serde_json::Error),
}

/// One of the scenarios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    /// Many clients, few slots.
    Contention,
    /// Nothing answers.
    Outage,
    /// An outage that outlives its cause.
    Metastability,
    /// Retries in retries.
    Layers,
    /// 429 and `Retry-After`.
    Throttling,
    /// A budget for each process.
    Replicas,
}

impl Scenario {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Contention, Self::Outage, Self::Metastability, Self::Layers, Self::Throttling, Self::Replicas];

    /// How many simulations it is.
    #[must_use]
    pub fn steps(self, setup: &Setup) -> usize {
        match self {
            Self::Contention => contention::Jitter::ALL.len(),
            Self::Outage => outage::Protection::ALL.len(),
            Self::Metastability => crate::process::Guard::ALL.len(),
            Self::Layers => layers::Stack::ALL.len(),
            Self::Throttling => throttling::Client::ALL.len(),
            Self::Replicas => replicas::sizes(setup).count(),
        }
    }

    /// Simulates some of them, each on a thread of its own.
    ///
    /// # Errors
    ///
    /// Why there are no figures.
    pub fn run_all(scenarios: &[Self], setup: &Setup) -> Result<Vec<Section>, ScenarioError> {
        thread::scope(|scope| {
            let threads: Vec<_> = scenarios.iter().map(|scenario| scope.spawn(|| scenario.run(setup))).collect();
            let join =
                |thread: thread::ScopedJoinHandle<'_, _>| thread.join().unwrap_or_else(|panic| resume_unwind(panic));
            threads.into_iter().map(join).collect()
        })
    }

    /// Simulates it.
    ///
    /// # Errors
    ///
    /// Why there are no figures.
    pub fn run(self, setup: &Setup) -> Result<Section, ScenarioError> {
        match self {
            Self::Contention => contention::Figures::simulate(setup)?.section(),
            Self::Outage => outage::Figures::simulate(setup)?.section(),
            Self::Metastability => metastability::Figures::simulate(setup)?.section(),
            Self::Layers => layers::Figures::simulate(setup)?.section(),
            Self::Throttling => throttling::Figures::simulate(setup)?.section(),
            Self::Replicas => replicas::Figures::simulate(setup)?.section(),
        }
    }
}
