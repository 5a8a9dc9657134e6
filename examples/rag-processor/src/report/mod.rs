//! What came of the run: a table, and what of it was not as expected.

mod entry;

use std::fmt;

use comfy_table::{CellAlignment, Table, presets};

pub use self::entry::Entry;

const HEADER: [&str; 8] =
    ["service", "fault", "requests", "file requests", "retry_count", "status", "time", "as expected"];

/// What came of the whole run.
#[derive(Clone, Debug)]
pub struct Report {
    /// One entry for each service in each scenario.
    pub entries: Vec<Entry>,
    /// How many requests named no job.
    pub strays: usize,
}

impl Report {
    /// The expectations that were not met, each as a line. None is good.
    #[must_use]
    pub fn failures(&self) -> Vec<String> {
        let unmet = |entry: &Entry| {
            let place = format!("{}, {}", entry.row.service, entry.scenario);
            entry.unmet().into_iter().map(move |unmet| format!("{place}: {unmet}"))
        };
        let mut failures: Vec<_> = self.entries.iter().flat_map(unmet).collect();
        if self.strays > 0 {
            failures.push(format!("requests that named no job: {}", self.strays));
        }
        failures
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        table.load_style(presets::ASCII_MARKDOWN);
        table.set_header(HEADER);
        for entry in &self.entries {
            table.add_row([
                entry.row.service.clone(),
                entry.scenario.to_owned(),
                entry.requests.len().to_string(),
                entry.file_requests.len().to_string(),
                entry.row.retry_count.to_string(),
                entry.row.status.to_string(),
                entry.time().map_or_else(|| "?".to_owned(), |time| format!("{:.2} s", time.as_secs_f64())),
                if entry.unmet().is_empty() { "yes" } else { "NO" }.to_owned(),
            ]);
        }
        for column in [2, 3, 4, 6] {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        writeln!(formatter, "{table}\n")?;
        let failures = self.failures();
        for failure in &failures {
            writeln!(formatter, "NOT MET: {failure}")?;
        }
        let requests: usize = self.entries.iter().map(|entry| entry.requests.len()).sum();
        let partial: usize = self.entries.iter().map(|entry| entry.files.partial).sum();
        write!(
            formatter,
            "{} jobs, {requests} requests, {partial} partial uploads left, {} expectations not met",
            self.entries.len(),
            failures.len()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::entry::tests::entry;
    use super::*;

    #[test]
    fn the_report_names_what_failed_under_the_table() {
        let mut failed = entry();
        failed.row.retry_count = 0;
        let report = Report { entries: vec![entry(), failed], strays: 1 };
        assert_eq!(
            report.failures(),
            ["video, 503 for ever: retry_count: 0, not 2", "requests that named no job: 1"]
        );
        let text = report.to_string();
        assert!(
            text.contains(
                "| video   | 503 for ever |        3 |             3 |           2 | error  | 0.70 s | yes         |"
            ),
            "{text}"
        );
        assert!(
            text.contains(
                "| video   | 503 for ever |        3 |             3 |           0 | error  | 0.70 s | NO          |"
            ),
            "{text}"
        );
        assert!(text.contains("\nNOT MET: video, 503 for ever: retry_count: 0, not 2\n"), "{text}");
        assert!(
            text.ends_with("2 jobs, 6 requests, 0 partial uploads left, 2 expectations not met"),
            "{text}"
        );
    }
}
