//! What the server was told to do, and what it saw.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Fault, Faults};
use crate::clock::Timestamp;
use crate::jobs::JobId;

#[derive(Debug, Default)]
pub(super) struct Book(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    faults: HashMap<JobId, Faults>,
    requests: Vec<(Option<JobId>, Timestamp)>,
}

impl Book {
    /// Sets the faults that the requests of `job` meet.
    pub(super) fn plan(&self, job: JobId, faults: Faults) {
        self.pages().faults.insert(job, faults);
    }

    /// Enters a request that arrives now, and says which fault it meets.
    pub(super) fn enter(&self, job: Option<JobId>) -> Option<Fault> {
        let mut pages = self.pages();
        let before = pages.requests.iter().filter(|(other, _)| *other == job).count();
        pages.requests.push((job, Timestamp::now()));
        pages.faults.get(&job?)?.at(before)
    }

    /// When the requests of `job` arrived, or those that named none.
    pub(super) fn requests(&self, job: Option<JobId>) -> Vec<Timestamp> {
        self.pages()
            .requests
            .iter()
            .filter(|(other, _)| *other == job)
            .map(|(_, at)| *at)
            .collect()
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        // Each use is one insertion or one reading, so a panic elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
