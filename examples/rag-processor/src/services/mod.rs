//! The six services. Each turns one kind of source into something to search for, with Gemini's help.
//!
//! All of them retry by the policy [`GEMINI`](crate::gemini::GEMINI), and [`GeminiError`] says which errors. [`Image`]
//! tightens the policy. What a policy cannot hold stands with each: the time of an attempt, the
//! [`Limits`](crate::gemini::Limits) of the client, what ends a wait early, and what is done before it: the retry is counted
//! in the job table, and [`Video`] deletes what the failed attempt has left at Gemini.

pub(crate) mod audio;
pub(crate) mod document;
mod embedding;
pub(crate) mod image;
mod transcription;
pub(crate) mod video;

use std::time::Duration;

use retry_runtime::{Class, Classify};
use serde::Serialize;
use tracing::instrument;

pub use self::audio::Audio;
pub use self::document::Document;
pub use self::embedding::Embedding;
pub use self::image::Image;
pub use self::transcription::Transcription;
pub use self::video::Video;
use crate::gemini::GeminiError;
use crate::jobs::{Ending, Job, JobsError};

/// A service that processes the jobs of one kind.
pub trait Service: Send + Sync + 'static {
    /// The name it has in the jobs table.
    const NAME: &'static str;

    /// Processes the source of `job`.
    fn process(&self, job: &Job) -> impl Future<Output = Result<Output, GeminiError>> + Send;
}

/// What a service makes of a source, for the index.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Output {
    /// Texts, each to be found on its own.
    Passages(Vec<String>),
    /// The vector of a text.
    Vector(Vec<f32>),
}

/// How long the attempts under way may go on after a shutdown. The process has to be gone within a second.
const GRACE: Duration = Duration::from_millis(500);

/// Runs `job` from pending to its end, and records how it ended.
///
/// A shutdown ends a wait at once, and an attempt that does not end by itself soon after. A job that has not begun by
/// then stays pending, for the process that comes next.
///
/// Whatever is logged meanwhile stands in the span `job`: the retries' events themselves do not know whose they are. The
/// span is of the level `ERROR`, so that no filter that lets an event through leaves its job out.
///
/// # Errors
/// If the job was not pending, or the table could not be written. That the service failed is no error here: it is
/// recorded in the job.
#[instrument(level = "error", name = "job", skip_all, fields(id = %job.id, service = S::NAME, table = %job.table()))]
pub async fn run<S: Service>(service: &S, job: &Job) -> Result<(), JobsError> {
    if job.is_cancelled() {
        return Ok(());
    }
    job.start().await?;
    let grace_over = async {
        job.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    let ending = tokio::select! {
        biased;
        outcome = service.process(job) => ending(outcome, job.is_cancelled()),
        () = grace_over => Ending::Cancelled("the attempt under way was dropped".to_owned()),
    };
    job.finish(ending).await
}

/// A job that failed is cancelled, and not in error, if it would have been worth another attempt but for the shutdown.
fn ending(outcome: Result<Output, GeminiError>, cancelled: bool) -> Ending {
    match outcome {
        Ok(output) => {
            serde_json::to_string(&output).map_or_else(|error| Ending::Error(error.to_string()), Ending::Done)
        }
        Err(error) => {
            let retry = cancelled && error.class() == Class::Transient;
            // As the hook of a retry wrote it, but with the causes.
            let text = retry_runtime::redact(&format!("{:#}", anyhow::Error::new(error)));
            if retry { Ending::Cancelled(text) } else { Ending::Error(text) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gemini::InvalidRequest;

    #[test]
    fn only_what_was_worth_another_attempt_is_cancelled() {
        let (busy, wrong) = (|| Err(GeminiError::Unavailable), || Err(InvalidRequest::new("no contents").into()));
        let unavailable = "Gemini is unavailable".to_owned();
        let refused = "Gemini refused the request: no contents".to_owned();
        assert_eq!(ending(busy(), true), Ending::Cancelled(unavailable.clone()));
        assert_eq!(ending(busy(), false), Ending::Error(unavailable));
        assert_eq!(ending(wrong(), true), Ending::Error(refused));
        let keys = Err(GeminiError::Malformed(
            "not JSON: ?key=AIzaSyA-1234567890abcdefghijklmnopqrstuv".to_owned(),
        ));
        let told = "Gemini gave a malformed answer: not JSON: ?key=[redacted]".to_owned();
        assert_eq!(ending(keys, false), Ending::Error(told));
        let output = Output::Passages(vec!["a".to_owned()]);
        assert_eq!(ending(Ok(output), true), Ending::Done(r#"{"passages":["a"]}"#.to_owned()));
    }
}
