//! Uploading a file in two steps, as Gemini's Files API has it, and deleting what was begun.

use std::time::Duration;

use reqwest::Method;
use serde::de::IgnoredAny;
use serde_json::json;

use super::wire::FileAnswer;
use super::{Gemini, GeminiError};
use crate::call::Call;
use crate::jobs::JobId;

/// How long a deletion may take. It is waited for between two attempts, and a shutdown waits for it, too.
const DELETION: Duration = Duration::from_secs(1);

/// A file that is to be uploaded, by the name that it has at Gemini.
///
/// The name is chosen here and not by Gemini, so it is known before the first request is sent. An attempt whose time is up
/// is dropped wherever it is, also between the file's beginning and the answer that would tell its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    job: JobId,
    name: String,
}

impl Upload {
    /// The file of an attempt of `job`. Each attempt has its own: what an earlier one left cannot be in its way, even if
    /// it could not be deleted.
    #[must_use]
    pub fn new(job: JobId, attempt: u32) -> Self {
        Self { job, name: format!("files/job-{job}-{attempt}") }
    }
}

impl Gemini {
    /// Uploads a file, and gives the URI by which a prompt can name it. Until the second of its two requests has been
    /// answered, Gemini has a part of the file.
    ///
    /// # Errors
    /// As [`generate`](Self::generate).
    pub async fn upload(&self, file: &Upload, mime_type: &str, bytes: Vec<u8>) -> Result<String, GeminiError> {
        self.upload_by(&file.job.into(), file, mime_type, bytes).await
    }

    /// The same as a part of an attempt that was counted.
    ///
    /// # Errors
    /// As [`generate`](Self::generate).
    pub async fn upload_by(
        &self,
        call: &Call,
        file: &Upload,
        mime_type: &str,
        bytes: Vec<u8>,
    ) -> Result<String, GeminiError> {
        let name = &file.name;
        let begin = self.request(call, Method::POST, "upload/v1beta/files");
        let about = json!({ "file": { "name": name, "mimeType": mime_type } });
        let FileAnswer { file } = begin.with(|request| request.json(&about)).send().await?.read()?;
        let finish = self.request(call, Method::PUT, &format!("upload/v1beta/{}", file.name));
        let FileAnswer { file } = finish.with(|request| request.body(bytes)).send().await?.read()?;
        Ok(file.uri)
    }

    /// Deletes a file, whole or not. A file that cannot be deleted in a second costs a warning and no more: Gemini
    /// deletes it in two days by itself.
    pub async fn delete_upload(&self, file: &Upload) {
        let Upload { job, name } = file;
        let deletion = async {
            let answer = self.request(&Call::from(*job), Method::DELETE, &format!("v1beta/{name}")).send().await?;
            // An attempt may have failed before its file was begun.
            if answer.is_not_found() {
                Ok(())
            } else {
                answer.read::<IgnoredAny>().map(drop)
            }
        };
        match tokio::time::timeout(DELETION, deletion).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%job, file = name, %error, "an upload could not be deleted"),
            Err(late) => tracing::warn!(%job, file = name, error = %late, "an upload could not be deleted"),
        }
    }
}
