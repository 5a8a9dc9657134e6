//! One job of each service, against a server that is elsewhere, and what came of them.

use std::fmt;
use std::path::Path;

use comfy_table::{CellAlignment, Table, presets};
use tokio_util::sync::CancellationToken;

use crate::gemini::{ApiKey, Gemini, Limits};
use crate::jobs::{Jobs, JobsError, Row, Status};
use crate::matrix::{PIXEL, VALID_KEY, VIDEO};
use crate::progress::Progress;
use crate::services::{self, Audio, Document, Embedding, Image, Service, Transcription, Video};

/// What came of the jobs.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// One job of each service, as the table has it.
    pub rows: Vec<Row>,
}

impl Outcomes {
    /// How many jobs are in this status.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.rows.iter().filter(|row| row.status == status).count()
    }
}

impl fmt::Display for Outcomes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        table.load_style(presets::ASCII_MARKDOWN);
        table.set_header(["service", "status", "retry_count", "last error"]);
        for row in &self.rows {
            // The server's text may have lines, which tear a table, and the controls of a terminal.
            let last_error = row.last_error.as_deref().unwrap_or_default().replace(char::is_control, " ");
            table.add_row([row.service.clone(), row.status.to_string(), row.retry_count.to_string(), last_error]);
        }
        if let Some(retry_count) = table.column_mut(2) {
            retry_count.set_cell_alignment(CellAlignment::Right);
        }
        writeln!(formatter, "{table}\n")?;
        let [done, error, cancelled, pending] =
            [Status::Done, Status::Error, Status::Cancelled, Status::Pending].map(|status| self.count(status));
        let jobs = self.rows.len();
        write!(
            formatter,
            "{jobs} jobs, {done} done, {error} error, {cancelled} cancelled, {pending} pending"
        )
    }
}

/// Runs a job of each service, all at once, on one client of the server at `url`, with the jobs table in the file `table`.
/// `shutdown` ends it early. Each job is a step of `progress`.
///
/// # Errors
/// If the client or the job table cannot work. That a job failed is no error here: it is in the outcomes.
pub async fn run(
    url: &str,
    table: &Path,
    shutdown: CancellationToken,
    progress: &Progress,
) -> anyhow::Result<Outcomes> {
    let gemini = Gemini::new(url, ApiKey::new(VALID_KEY), Limits::default())?;
    let bench = &Bench { jobs: Jobs::open(table, shutdown).await?, progress };
    let (file, text) = (
        "https://generativelanguage.googleapis.com/v1beta/files/review",
        "Every retry has a limit.",
    );
    let rows = tokio::try_join!(
        bench.row(Video::new(gemini.clone()), VIDEO),
        bench.row(Audio::new(gemini.clone()), file),
        bench.row(Image::new(gemini.clone()), PIXEL),
        bench.row(Document::new(gemini.clone()), text),
        bench.row(Embedding::new(gemini.clone()), text),
        bench.row(Transcription::new(gemini), file),
    )?;
    Ok(Outcomes { rows: <[Row; 6]>::from(rows).into() })
}

/// What the jobs share.
struct Bench<'a> {
    jobs: Jobs,
    progress: &'a Progress,
}

impl Bench<'_> {
    /// Runs a job to its end: its row.
    async fn row<S: Service>(&self, service: S, source: &str) -> Result<Row, JobsError> {
        let _step = self.progress.begin(S::NAME);
        let job = self.jobs.create(S::NAME, source).await?;
        services::run(&service, &job).await?;
        job.row().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;

    #[test]
    fn a_row_is_one_line_whatever_the_server_said() {
        let mut row = Row::new("audio", Status::Error, Timestamp::now());
        row.last_error = Some("400:\n\x1b[2Jno".to_owned());
        let told = Outcomes { rows: vec![row] }.to_string();
        assert!(told.contains("\n| audio   | error  |           0 | 400:  [2Jno |\n"), "{told}");
    }
}
