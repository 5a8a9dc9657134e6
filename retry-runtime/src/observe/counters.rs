//! What the calls of each function came to, counted in its static; with the feature `registry`.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::observe::ending::Ending;
use crate::observe::redact;
use crate::wait::clock;

/// What the calls of one function came to.
#[derive(Debug)]
pub struct Counters {
    endings: [AtomicU64; Ending::ALL.len()],
    retries: AtomicU64,
    last_error: Mutex<Option<(String, Instant)>>,
}

impl Counters {
    pub const fn new() -> Self {
        Self {
            endings: [const { AtomicU64::new(0) }; Ending::ALL.len()],
            retries: AtomicU64::new(0),
            last_error: Mutex::new(None),
        }
    }

    pub fn ended(&self, ending: Ending) {
        if let Some(counter) = self.endings.get(ending as usize) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub fn retrying(&self) {
        self.retries.fetch_add(1, Ordering::Relaxed);
    }

    pub fn failed(&self, error: &dyn fmt::Display) {
        let last = (redact::text(error), clock::now());
        *self.last_error.lock().unwrap_or_else(PoisonError::into_inner) = Some(last);
    }

    pub fn counts(&self) -> Counts {
        Counts {
            endings: self.endings.each_ref().map(|counter| counter.load(Ordering::Relaxed)),
            retries: self.retries.load(Ordering::Relaxed),
        }
    }

    pub fn last_error(&self) -> Option<LastError> {
        let (text, at) = self.last_error.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        Some(LastError { text, age: clock::now().saturating_duration_since(at) })
    }
}

/// How the calls of a function ended. The numbers are read one by one, while calls go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    endings: [u64; Ending::ALL.len()],
    retries: u64,
}

impl Counts {
    /// How many calls are over; those under way are not counted yet.
    #[must_use]
    pub fn calls(&self) -> u64 {
        self.endings.iter().sum()
    }

    /// How many of them ended so.
    #[must_use]
    pub fn ended(&self, ending: Ending) -> u64 {
        self.endings.get(ending as usize).copied().unwrap_or(0)
    }

    /// How many failed attempts there were after which there was to be another.
    #[must_use]
    pub const fn retries(&self) -> u64 {
        self.retries
    }
}

/// The last error of a function's attempts, retried or not. The refusal of a breaker is none: it would hide why the breaker
/// has opened.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LastError {
    /// Its text, without the secrets that [`redact`](crate::redact()) finds.
    pub text: String,
    /// How long ago it was, on tokio's clock.
    pub age: Duration,
}
