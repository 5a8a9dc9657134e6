//! Gemini refuses everything: the budget lets the requests of a job fall from three to one.

use std::path::Path;

use retry_runtime::RetryBudget;
use tokio_util::sync::CancellationToken;

use super::rig::Rig;
use super::{Expected, Phase};
use crate::gemini::Limits;
use crate::jobs::Status;
use crate::server::{Fault, Faults};

/// All at a time: each retry is paid for before it is waited for, so that the count is exact in any order.
const REFUSED: Phase = Phase {
    limit: "budget, 10 retries",
    load: "429 for ever",
    jobs: 10,
    at_a_time: 10,
    faults: Faults::Always(Fault::Throttled(None)),
    expected: Expected { status: Status::Error, requests: 20..=20 },
};

pub(super) async fn run(directory: &Path, shutdown: &CancellationToken) -> anyhow::Result<Rig> {
    let budget = RetryBudget::new().capacity(50).cost(5).refund(1);
    let limits = Limits { budget, ..Limits::default() };
    let mut rig = Rig::start(&directory.join("budget.db"), limits, shutdown.clone()).await?;
    let exactly = |status, requests| Expected { status, requests: requests..=requests };

    rig.run(REFUSED).await?;
    rig.run(Phase {
        load: "429 for ever, budget spent",
        expected: exactly(Status::Error, 10),
        ..REFUSED
    })
    .await?;
    // Each success gives back a fifth of a retry.
    let healthy = Phase { load: "healthy again", jobs: 20, faults: Faults::First(&[]), ..REFUSED };
    rig.run(Phase { expected: exactly(Status::Done, 20), ..healthy }).await?;
    rig.run(Phase {
        load: "429 for ever, 4 retries earned",
        expected: exactly(Status::Error, 14),
        ..REFUSED
    })
    .await?;
    Ok(rig)
}
