//! What came of one service in one scenario, held against what had to come of it.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::jobs::{Row, Status};
use crate::scenario::Expected;
use crate::server::Files;

/// What came of one service in one scenario.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name of the scenario.
    pub scenario: &'static str,
    /// What had to come of it.
    pub expected: Expected,
    /// When requests to a model arrived, as the server noted.
    pub requests: Vec<Timestamp>,
    /// When requests about files arrived.
    pub file_requests: Vec<Timestamp>,
    /// What the server has of the files in the end.
    pub files: Files,
    /// The job, as the table has it.
    pub row: Row,
}

impl Entry {
    /// The expectations that were not met, each as a sentence. None is good.
    #[must_use]
    pub fn unmet(&self) -> Vec<String> {
        let Self { expected, requests, files, row, .. } = self;
        let retries = expected.attempts.saturating_sub(1);
        let mut unmet = Vec::new();
        let mut expect = |met: bool, otherwise: String| {
            if !met {
                unmet.push(otherwise);
            }
        };
        expect(
            requests.len() == expected.requests as usize,
            format!("requests: {}, not {}", requests.len(), expected.requests),
        );
        expect(
            self.closest().is_none_or(|apart| apart >= expected.apart),
            format!("requests {:?} apart, not {:?}", self.closest().unwrap_or_default(), expected.apart),
        );
        expect(row.retry_count == retries, format!("retry_count: {}, not {retries}", row.retry_count));
        expect(files.partial == 0, format!("partial uploads left: {}, not 0", files.partial));
        // That of the last attempt.
        expect(files.whole <= 1, format!("uploads left: {}, not 1", files.whole));
        expect(row.status == expected.status, format!("status: {}, not {}", row.status, expected.status));
        expect(
            row.last_error.is_some() == matches!(row.status, Status::Error | Status::Cancelled),
            format!("last error: {:?}", row.last_error),
        );
        expect(row.output.is_some() == (row.status == Status::Done), format!("output: {:?}", row.output));
        expect(self.time().is_some(), "the job has not both begun and ended".to_owned());
        expect(
            self.late().is_none(),
            format!("a request {:?} after the end of the job", self.late().unwrap_or_default()),
        );
        unmet
    }

    /// How long the job ran. `None` if it did not run to its end, or its times are out of order.
    #[must_use]
    pub fn time(&self) -> Option<Duration> {
        let (started, finished) = (self.row.started?, self.row.finished?);
        (self.row.created <= started && started <= finished).then(|| finished.since(started))
    }

    /// The shortest time between two requests. `None` if there are no two.
    fn closest(&self) -> Option<Duration> {
        self.requests.windows(2).map(|pair| pair[1].since(pair[0])).min()
    }

    /// How long after the end of the job the last request came, if it did.
    fn late(&self) -> Option<Duration> {
        let (last, finished) = (self.requests.iter().chain(&self.file_requests).max()?, self.row.finished?);
        (*last > finished).then(|| last.since(finished))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_micros(millis * 1000)
    }

    /// A job that failed after three requests, as it should.
    pub(in super::super) fn entry() -> Entry {
        let mut row = Row::new("video", Status::Error, at(0));
        (row.started, row.finished) = (Some(at(1)), Some(at(700)));
        (row.retry_count, row.last_error) = (2, Some("Gemini is unavailable".to_owned()));
        let apart = Duration::from_millis(208);
        let expected = Expected { status: Status::Error, attempts: 3, requests: 3, apart };
        Entry {
            scenario: "503 for ever",
            expected,
            requests: vec![at(2), at(210), at(620)],
            file_requests: vec![at(1), at(3), at(690)],
            files: Files::default(),
            row,
        }
    }

    fn unmet(change: impl FnOnce(&mut Entry)) -> Vec<String> {
        let mut entry = entry();
        change(&mut entry);
        entry.unmet()
    }

    #[test]
    fn an_entry_as_expected_has_nothing_unmet() {
        assert_eq!(entry().unmet(), [""; 0]);
        assert_eq!(entry().time(), Some(Duration::from_millis(699)));
    }

    #[test]
    fn each_expectation_is_checked() {
        assert_eq!(unmet(|entry| entry.requests.truncate(2)), ["requests: 2, not 3"]);
        assert_eq!(unmet(|entry| entry.requests.insert(0, at(-206))), ["requests: 4, not 3"]);
        assert_eq!(unmet(|entry| entry.requests[1] = at(209)), ["requests 207ms apart, not 208ms"]);
        assert_eq!(unmet(|entry| entry.row.retry_count = 0), ["retry_count: 0, not 2"]);
        assert_eq!(unmet(|entry| entry.files.partial = 1), ["partial uploads left: 1, not 0"]);
        assert_eq!(unmet(|entry| entry.files.whole = 2), ["uploads left: 2, not 1"]);
        assert_eq!(unmet(|entry| entry.expected.status = Status::Done), ["status: error, not done"]);
        assert_eq!(unmet(|entry| entry.row.last_error = None), ["last error: None"]);
        assert_eq!(unmet(|entry| entry.row.output = Some("[]".to_owned())), ["output: Some(\"[]\")"]);
        assert_eq!(unmet(|entry| entry.row.finished = None), ["the job has not both begun and ended"]);
        assert_eq!(unmet(|entry| entry.row.started = Some(at(701))), ["the job has not both begun and ended"]);
    }

    #[test]
    fn a_request_after_the_end_of_the_job_is_found() {
        assert_eq!(unmet(|entry| entry.requests[2] = at(701)), ["a request 1ms after the end of the job"]);
        assert_eq!(
            unmet(|entry| entry.file_requests[2] = at(702)),
            ["a request 2ms after the end of the job"]
        );
        assert_eq!(unmet(|entry| entry.requests[2] = at(700)), [""; 0]);
    }
}
