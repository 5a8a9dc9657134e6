//! What is called: a service that fails so often, and then succeeds.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use retry_runtime::{Class, Classify};
use tokio::time::Instant;

/// As large as a small error of a service is.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    #[error("busy")]
    Busy(u64),
    #[error("not found")]
    Gone,
}

impl Error {
    pub const fn is_busy(&self) -> bool {
        matches!(self, Self::Busy(_))
    }
}

impl Classify for Error {
    fn class(&self) -> Class {
        if self.is_busy() { Class::Transient } else { Class::Permanent }
    }
}

/// What every contender returns.
pub type Outcome = Result<u64, Error>;

/// Fails as often as it is told to, with an error that is worth another attempt or with one that is not.
pub struct Service {
    failures: AtomicU32,
    gone: bool,
    /// A year from the start, also by a clock that passes quickly: for limits that do not strike.
    end: Instant,
    text: Arc<str>,
}

impl Service {
    pub fn new(gone: bool) -> Self {
        let end = Instant::now() + Duration::from_hours(365 * 24);
        Self { failures: AtomicU32::new(0), gone, end, text: Arc::from("text") }
    }

    pub fn fail(&self, failures: u32) {
        self.failures.store(failures, Ordering::Relaxed);
    }

    /// Never a part of its caller, so that none of them profits from knowing it.
    #[inline(never)]
    pub fn call(&self) -> Outcome {
        let failures = self.failures.load(Ordering::Relaxed);
        if failures == 0 {
            return Ok(black_box(7));
        }
        self.fail(failures - 1);
        Err(if self.gone { Error::Gone } else { Error::Busy(black_box(1)) })
    }

    pub fn end(&self) -> Option<Instant> {
        black_box(Some(self.end))
    }

    pub fn text(&self) -> Arc<str> {
        self.text.clone()
    }

    #[inline(never)]
    pub fn note(&self, attempt: u32) {
        black_box((&self.text, attempt));
    }
}
