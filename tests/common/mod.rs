//! A service that fails as the test says, and remembers when it was called.
#![allow(dead_code, reason = "every test binary uses its own part")]

pub mod events;
pub mod limited;
#[cfg(feature = "metrics")]
pub mod metrics;
pub mod once;
pub mod script;

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

/// What the service answers, and which of its calls failed, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Error {
    /// The lists of these tests try it again.
    Busy(usize),
    /// They do not.
    Gone(usize),
}

/// How one call ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Done,
    Busy,
    Gone,
}

/// A service whose calls end as `script` says, in order, and never after its end.
pub struct Service {
    script: Vec<Step>,
    calls: Mutex<Vec<Instant>>,
}

impl Service {
    pub fn new(script: &[Step]) -> Self {
        let script = script.to_vec();
        let calls = Mutex::default();
        Self { script, calls }
    }

    /// The number of this call, or its error.
    pub fn call(&self) -> Result<usize, Error> {
        let mut calls = self.calls.lock().unwrap();
        calls.push(Instant::now());
        let number = calls.len();
        match self.script.get(number - 1) {
            Some(Step::Done) => Ok(number),
            Some(Step::Busy) => Err(Error::Busy(number)),
            Some(Step::Gone) => Err(Error::Gone(number)),
            None => panic!("call {number} of a script of {}", self.script.len()),
        }
    }

    pub fn calls(&self) -> usize {
        self.calls.lock().unwrap().len()
    }

    /// The times between the calls, on tokio's clock.
    pub fn waits(&self) -> Vec<Duration> {
        let calls = self.calls.lock().unwrap();
        calls.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }
}
