//! A key is revoked under many jobs: the breaker gives it up, until another takes its place.

use std::path::Path;
use std::time::Duration;

use retry_runtime::CircuitBreaker;
use tokio_util::sync::CancellationToken;

use super::rig::Rig;
use super::{Expected, Phase};
use crate::gemini::{ApiKey, Limits};
use crate::jobs::Status;
use crate::server::Faults;

const LIMIT: &str = "auth breaker, 3 in a row";
const NEW_KEY: &str = "demo-key-that-replaces-a-revoked-one";
const THIRD_KEY: &str = "demo-key-that-replaces-it-in-turn";

/// Jobs whose requests meet no fault but that of their key.
const JOBS: Phase = Phase {
    limit: LIMIT,
    load: "",
    jobs: 20,
    at_a_time: 1,
    faults: Faults::First(&[]),
    expected: Expected { status: Status::Done, requests: 20..=20 },
};

pub(super) async fn run(directory: &Path, shutdown: &CancellationToken) -> anyhow::Result<Rig> {
    let limits = Limits {
        auth: CircuitBreaker::new("gemini.auth").consecutive(3).open_for(Duration::from_mins(10)),
        ..Limits::default()
    };
    let mut rig = Rig::start(&directory.join("auth.db"), limits, shutdown.clone()).await?;
    let refused = |requests| Expected { status: Status::Error, requests };

    rig.server.accept(NEW_KEY);
    rig.run(Phase { load: "key revoked", expected: refused(3..=3), ..JOBS }).await?;
    rig.gemini.replace_key(ApiKey::new(NEW_KEY))?;
    rig.run(Phase { load: "key replaced", ..JOBS }).await?;

    rig.server.accept(THIRD_KEY);
    // Four at a time: the third refusal opens the breaker, and at most three more are under way.
    let four = Phase { at_a_time: 4, expected: refused(3..=6), ..JOBS };
    rig.run(Phase { load: "key revoked, 4 jobs at a time", ..four }).await?;
    rig.gemini.replace_key(ApiKey::new(THIRD_KEY))?;
    rig.run(Phase { load: "key replaced, 4 jobs at a time", at_a_time: 4, ..JOBS }).await?;
    Ok(rig)
}
