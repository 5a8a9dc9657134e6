//! A call that fails as the test says, and remembers when.

use std::sync::Mutex;
use std::time::Duration;
use std::vec::IntoIter;

use tokio::time::Instant;

/// Fails with its errors in order, and then succeeds.
pub struct Script<E> {
    errors: Mutex<IntoIter<E>>,
    calls: Mutex<Vec<Instant>>,
}

impl<E> Script<E> {
    pub fn new(errors: impl IntoIterator<Item = E>) -> Self {
        let errors: Vec<E> = errors.into_iter().collect();
        Self { errors: Mutex::new(errors.into_iter()), calls: Mutex::default() }
    }

    /// The next error, or else the number of this call.
    pub fn call(&self) -> Result<usize, E> {
        let mut calls = self.calls.lock().unwrap();
        calls.push(Instant::now());
        self.errors.lock().unwrap().next().map_or(Ok(calls.len()), Err)
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

pub fn seconds(list: impl IntoIterator<Item = u64>) -> Vec<Duration> {
    list.into_iter().map(Duration::from_secs).collect()
}
