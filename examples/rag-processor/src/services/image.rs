//! Images: one caption each.

use retry_runtime::retry;

use super::{Output, Service};
use crate::gemini::wire::{GenerateRequest, GenerateResponse, Part};
use crate::gemini::{GEMINI, Gemini, GeminiError, InvalidRequest};
use crate::jobs::Job;

pub(crate) const MODEL: &str = "gemini-2.5-flash";
const PROMPT: &str = "Caption this image in one sentence, for somebody who searches for it.";

/// Captions an image that comes as a `data:` URI.
#[derive(Debug)]
pub struct Image {
    gemini: Gemini,
}

impl Image {
    /// The service, on top of `gemini`.
    #[must_use]
    pub const fn new(gemini: Gemini) -> Self {
        Self { gemini }
    }
}

impl Service for Image {
    const NAME: &'static str = "image";

    // A person waits for the caption, so a second attempt is the last.
    #[retry(
        policy = GEMINI,
        max = 2,
        breaker(self.gemini.limits().auth, trips_on = [GeminiError::InvalidKey]),
        breaker(self.gemini.limits().capacity, trips_on = [GeminiError::is_outage]),
        budget = self.gemini.limits().budget,
        cancel = job.cancelled(),
        on_retry = |retry| job.count_retry(&retry).await,
    )]
    async fn process(&self, job: &Job) -> Result<Output, GeminiError> {
        let image = inline(&job.source)?;
        Ok(Output::Passages(passages(&self.gemini.generate(job.id, MODEL, &question(image)).await?)?))
    }
}

/// What a model is asked about an image.
pub(crate) fn question(image: Part) -> GenerateRequest {
    GenerateRequest::new(vec![Part::Text(PROMPT.to_owned()), image])
}

/// What it says: a caption.
pub(crate) fn passages(answer: &GenerateResponse) -> Result<Vec<String>, GeminiError> {
    Ok(vec![answer.text()?.trim().to_owned()])
}

/// The image of a `data:` URI, which has it in base64 just as Gemini wants it.
fn inline(uri: &str) -> Result<Part, InvalidRequest> {
    let data = uri.strip_prefix("data:").and_then(|uri| uri.split_once(";base64,"));
    match data {
        Some((mime_type, data)) if mime_type.starts_with("image/") && !data.is_empty() => {
            Ok(Part::InlineData { mime_type: mime_type.to_owned(), data: data.to_owned() })
        }
        _ => Err(InvalidRequest::new("the source is not a `data:` URI of an image")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_data_uri_becomes_inline_data() {
        let Ok(Part::InlineData { mime_type, data }) = inline("data:image/png;base64,iVBORw0K") else {
            panic!("no inline data")
        };
        assert_eq!((mime_type.as_str(), data.as_str()), ("image/png", "iVBORw0K"));
    }

    #[test]
    fn anything_else_is_refused_before_it_is_sent() {
        for uri in [
            "",
            "data:",
            "data:image/png,abc",
            "data:text/html;base64,aGk=",
            "data:image/png;base64,",
            "/etc/passwd",
        ] {
            assert!(inline(uri).is_err(), "{uri:?}");
        }
    }
}
