//! Transcripts: what is said, line by line.

use retry_runtime::retry;

use super::{Output, Service};
use crate::gemini::wire::{GenerateRequest, Part};
use crate::gemini::{GEMINI, Gemini, GeminiError};
use crate::jobs::Job;

const MODEL: &str = "gemini-2.5-flash";
const PROMPT: &str = "Transcribe this recording. One line for each turn, in the form `[MM:SS] Speaker: words`.";

/// Writes down an uploaded recording.
#[derive(Debug)]
pub struct Transcription {
    gemini: Gemini,
}

impl Transcription {
    /// The service, on top of `gemini`.
    #[must_use]
    pub const fn new(gemini: Gemini) -> Self {
        Self { gemini }
    }
}

impl Service for Transcription {
    const NAME: &'static str = "transcription";

    #[retry(
        policy = GEMINI,
        breaker(self.gemini.limits().auth, trips_on = [GeminiError::InvalidKey]),
        breaker(self.gemini.limits().capacity, trips_on = [GeminiError::is_outage]),
        budget = self.gemini.limits().budget,
        cancel = job.cancelled(),
        on_retry = |retry| job.count_retry(&retry).await,
    )]
    async fn process(&self, job: &Job) -> Result<Output, GeminiError> {
        let file = Part::FileData { mime_type: "audio/mpeg", file_uri: job.source.clone() };
        let request = GenerateRequest::new(vec![Part::Text(PROMPT.to_owned()), file]);
        let transcript = self.gemini.generate(job.id, MODEL, &request).await?.text()?;
        let lines = transcript.lines().filter(|line| !line.trim().is_empty());
        Ok(Output::Passages(lines.map(turn).collect::<Result<_, _>>()?))
    }
}

/// The speaker and the words of a line, without its time: nobody searches for that.
fn turn(line: &str) -> Result<String, GeminiError> {
    let spoken = line.trim().strip_prefix('[').and_then(|line| line.split_once("] "));
    match spoken {
        Some((_, spoken)) if spoken.contains(": ") => Ok(spoken.to_owned()),
        _ => Err(GeminiError::Malformed("a line is not `[MM:SS] Speaker: words`".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_time_a_speaker_and_words() {
        assert_eq!(turn("[00:03] Grace: No: never.").expect("a turn"), "Grace: No: never.");
        for line in ["Grace: No.", "[00:03] (music)", "[00:03]", "]] ", "Here is the transcript:"] {
            assert!(matches!(turn(line), Err(GeminiError::Malformed(_))), "{line:?}");
        }
    }
}
