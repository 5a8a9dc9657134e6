//! What came of the loads, held against what had to come of them.

use std::fmt;

use comfy_table::{CellAlignment, Table, presets};

use super::{Counts, Phase};

/// What came of the run.
#[derive(Clone, Debug)]
pub struct Report {
    /// One entry for each phase.
    pub entries: Vec<Entry>,
}

/// What came of a phase.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The phase.
    pub phase: Phase,
    /// What was counted.
    pub counts: Counts,
}

impl Entry {
    /// The expectations that were not met, each as a sentence. None is good.
    #[must_use]
    pub fn unmet(&self) -> Vec<String> {
        let Self { phase, counts } = self;
        let expected = &phase.expected;
        let mut unmet = Vec::new();
        if !expected.requests.contains(&counts.requests) {
            unmet.push(format!("requests: {}, not {}", counts.requests, self.requests()));
        }
        let ended = counts.ended(expected.status);
        if ended != phase.jobs {
            unmet.push(format!("{}: {ended} jobs, not {}", expected.status, phase.jobs));
        }
        if counts.late > 0 {
            unmet.push(format!("requests after the end of their job: {}", counts.late));
        }
        unmet
    }

    /// The requests that are expected.
    fn requests(&self) -> String {
        let (least, most) = self.phase.expected.requests.clone().into_inner();
        if least == most { least.to_string() } else { format!("{least} to {most}") }
    }
}

impl Report {
    /// The expectations that were not met, each as a line. None is good.
    #[must_use]
    pub fn failures(&self) -> Vec<String> {
        let unmet = |entry: &Entry| {
            let place = format!("{}, {}", entry.phase.limit, entry.phase.load);
            entry.unmet().into_iter().map(move |unmet| format!("{place}: {unmet}"))
        };
        self.entries.iter().flat_map(unmet).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        table.load_style(presets::ASCII_MARKDOWN);
        table.set_header([
            "limit",
            "load",
            "jobs",
            "requests",
            "expected",
            "jobs without one",
            "done",
            "error",
            "cancelled",
            "as expected",
        ]);
        for entry in &self.entries {
            let Entry { phase, counts } = entry;
            let numbers = [counts.silent, counts.done, counts.error, counts.cancelled].map(|count| count.to_string());
            let mut row = vec![phase.limit.to_owned(), phase.load.to_owned(), phase.jobs.to_string()];
            row.extend([counts.requests.to_string(), entry.requests()]);
            row.extend(numbers);
            row.push(if entry.unmet().is_empty() { "yes" } else { "NO" }.to_owned());
            table.add_row(row);
        }
        for column in table.column_iter_mut().skip(2).take(7) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        writeln!(formatter, "{table}\n")?;
        let failures = self.failures();
        for failure in &failures {
            writeln!(formatter, "NOT MET: {failure}")?;
        }
        let jobs: u32 = self.entries.iter().map(|entry| entry.phase.jobs).sum();
        let requests: u32 = self.entries.iter().map(|entry| entry.counts.requests).sum();
        write!(formatter, "{jobs} jobs, {requests} requests, {} expectations not met", failures.len())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Expected;
    use super::*;
    use crate::jobs::Status;
    use crate::server::Faults;

    fn entry(counts: Counts) -> Entry {
        let expected = Expected { status: Status::Error, requests: 3..=6 };
        let phase = Phase {
            limit: "auth breaker",
            load: "key revoked",
            jobs: 20,
            at_a_time: 4,
            faults: Faults::First(&[]),
            expected,
        };
        Entry { phase, counts }
    }

    #[test]
    fn each_expectation_is_checked() {
        let met = Counts { requests: 6, error: 20, silent: 14, ..Counts::default() };
        assert_eq!(entry(met).unmet(), [""; 0]);
        assert_eq!(entry(Counts { requests: 7, ..met }).unmet(), ["requests: 7, not 3 to 6"]);
        assert_eq!(entry(Counts { requests: 2, ..met }).unmet(), ["requests: 2, not 3 to 6"]);
        assert_eq!(entry(Counts { error: 19, done: 1, ..met }).unmet(), ["error: 19 jobs, not 20"]);
        assert_eq!(entry(Counts { late: 2, ..met }).unmet(), ["requests after the end of their job: 2"]);
    }

    #[test]
    fn the_report_names_what_failed_under_the_table() {
        let met = Counts { requests: 6, error: 20, silent: 14, ..Counts::default() };
        let report = Report { entries: vec![entry(met), entry(Counts { requests: 20, ..met })] };
        let text = report.to_string();
        assert!(
            text.contains("\nNOT MET: auth breaker, key revoked: requests: 20, not 3 to 6\n"),
            "{text}"
        );
        assert!(text.ends_with("40 jobs, 26 requests, 1 expectations not met"), "{text}");
        assert_eq!(text.matches("| NO          |").count(), 1, "{text}");
    }
}
