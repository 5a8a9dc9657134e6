//! One job that a worker has taken, from there to its end.

use std::time::Duration;

use tracing::instrument;

use crate::jobs::{Ending, Job, JobsError};
use crate::pipeline::{Pipeline, PipelineError, SERVICE};

/// How long the attempts under way may go on after a shutdown. The jobs have to be given back within a second.
const GRACE: Duration = Duration::from_millis(500);

/// How long a job is kept that a breaker has kept back, so that it is not taken again at once.
const KEPT_BACK: Duration = Duration::from_millis(100);

/// What becomes of a job.
enum Fate {
    Ends(Ending),
    GoesBack,
    /// The table cannot be written, or it belongs to another worker: whoever takes it over does the rest.
    IsLeft(PipelineError),
}

/// Processes a job, and records what became of it.
///
/// Whatever is logged meanwhile stands in the span `job`, of the level `ERROR`: no filter that lets an event through leaves
/// its job out.
#[instrument(level = "error", name = "job", skip_all, fields(id = %job.id, service = SERVICE, table = %job.table()))]
pub(super) async fn process(pipeline: &Pipeline, job: &Job) {
    let grace_over = async {
        job.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    let outcome = tokio::select! {
        biased;
        outcome = Box::pin(pipeline.process_file(job)) => Some(outcome),
        () = grace_over => None,
    };
    let recorded = match fate(outcome, job.is_cancelled()) {
        Fate::Ends(ending) => job.finish(ending).await,
        Fate::GoesBack => go_back(job).await,
        Fate::IsLeft(error) => {
            tracing::warn!(%error, "the job is left to whoever takes it over");
            Ok(())
        }
    };
    if let Err(error) = recorded {
        tracing::warn!(%error, "what became of the job could not be written");
    }
}

async fn go_back(job: &Job) -> Result<(), JobsError> {
    tokio::select! {
        () = job.cancelled() => {}
        () = tokio::time::sleep(KEPT_BACK) => {}
    }
    job.release().await
}

/// `None` is an attempt that was dropped.
fn fate(outcome: Option<Result<String, PipelineError>>, cancelled: bool) -> Fate {
    match outcome {
        None => Fate::GoesBack,
        Some(Ok(output)) => Fate::Ends(Ending::Done(output)),
        Some(Err(error)) if error.is_of_table() => Fate::IsLeft(error),
        // It was not asked for, and is as good as before.
        Some(Err(error)) if error.is_kept_back() => Fate::GoesBack,
        Some(Err(error)) if cancelled && error.is_transient() => Fate::GoesBack,
        Some(Err(error)) => {
            let text = format!("{:#}", anyhow::Error::new(error));
            Fate::Ends(Ending::Error(retry_runtime::redact(&text)))
        }
    }
}
