//! What all scenarios are told.

use std::io;

use crate::progress::Progress;

/// The seed, the size, and who is told how far it is.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Decides all chance.
    pub seed: u64,
    /// How many clients there are; at least 100.
    pub clients: u32,
    /// Counts the simulations that have ended.
    pub progress: Progress,
}

impl Setup {
    /// The size and the seed when nothing else is asked for.
    pub const SEED: u64 = 2015;
    /// Large enough that chance moves no conclusion, small enough for a debug build.
    pub const CLIENTS: u32 = 2_000;

    /// Without a bar.
    #[must_use]
    pub fn new(seed: u64, clients: u32) -> Self {
        Self { seed, clients, progress: Progress::hidden() }
    }

    /// Runs a simulation and counts it.
    ///
    /// # Errors
    ///
    /// If there is no runtime.
    pub fn simulate<T>(&self, name: &str, simulation: impl Future<Output = T>) -> io::Result<T> {
        self.progress.begin(name);
        let result = crate::clock::simulate(self.seed, simulation);
        self.progress.end();
        result
    }
}
