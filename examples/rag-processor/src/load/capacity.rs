//! Gemini throttles, which is no outage; Gemini is down, which is one; Gemini comes back.

use std::path::Path;
use std::time::Duration;

use retry_runtime::{CircuitBreaker, RetryBudget};
use tokio_util::sync::CancellationToken;

use super::rig::Rig;
use super::{Expected, Phase};
use crate::gemini::Limits;
use crate::jobs::Status;
use crate::server::{Fault, Faults};

/// Long enough for the jobs of the storm to meet the open breaker, also on a busy machine.
const OPEN_FOR: Duration = Duration::from_millis(1500);

pub(super) async fn run(directory: &Path, shutdown: &CancellationToken) -> anyhow::Result<Rig> {
    let capacity = CircuitBreaker::new("gemini.capacity").window(6).failure_ratio(0.5).open_for(OPEN_FOR);
    // Enough for the forty retries of the first phase: the breaker alone is to decide.
    let budget = RetryBudget::new().capacity(1_000);
    let limits = Limits { capacity, budget, ..Limits::default() };
    let mut rig = Rig::start(&directory.join("capacity.db"), limits, shutdown.clone()).await?;
    let throttled = Phase {
        limit: "capacity breaker, 3 of 6",
        load: "429 for ever, 20 jobs at a time",
        jobs: 20,
        at_a_time: 20,
        faults: Faults::Always(Fault::Throttled(None)),
        expected: Expected { status: Status::Error, requests: 60..=60 },
    };
    // The sixth failure fills the window and opens the breaker, and at most three more are under way.
    let down = Phase {
        load: "503 for ever, 4 jobs at a time",
        at_a_time: 4,
        faults: Faults::Always(Fault::Unavailable),
        expected: Expected { status: Status::Error, requests: 6..=9 },
        ..throttled.clone()
    };
    // The first is the probe; it closes the breaker.
    let back = Phase {
        load: "healthy again, after it was open",
        at_a_time: 1,
        faults: Faults::First(&[]),
        expected: Expected { status: Status::Done, requests: 20..=20 },
        ..throttled.clone()
    };
    rig.run(throttled).await?;
    rig.run(down).await?;
    shutdown.run_until_cancelled(tokio::time::sleep(OPEN_FOR)).await;
    rig.run(back).await?;
    Ok(rig)
}
