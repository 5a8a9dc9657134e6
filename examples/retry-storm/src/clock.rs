//! Virtual time: tokio's paused clock, which jumps to the next timer when every task waits.

use std::future::Future;
use std::io;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::task::LocalSet;
use tokio::time::{Instant, sleep_until};

/// Runs a simulation on this thread, from its first to its last millisecond, as fast as the machine can.
///
/// One thread, and a clock that moves only when nothing else can: the order of events depends on `seed` alone.
///
/// # Errors
///
/// If the runtime cannot be made.
pub fn simulate<T>(seed: u64, simulation: impl Future<Output = T>) -> io::Result<T> {
    retry_runtime::__private::seed(seed);
    let runtime = Builder::new_current_thread().enable_time().start_paused(true).build()?;
    Ok(LocalSet::new().block_on(&runtime, simulation))
}

/// The time since a simulation began. Timers end on whole milliseconds, as tokio's do.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    start: Instant,
}

impl Clock {
    /// Begins now.
    #[must_use]
    pub fn start() -> Self {
        Self { start: Instant::now() }
    }

    /// How long ago it began.
    #[must_use]
    pub fn now(self) -> Duration {
        self.start.elapsed()
    }

    /// Waits until it has run for `time`.
    pub async fn until(self, time: Duration) {
        sleep_until(self.start + time).await;
    }
}
