//! What the server was told to do, and what it saw.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Call, Fault, Faults};
use crate::clock::Timestamp;
use crate::jobs::JobId;

#[derive(Debug, Default)]
pub(super) struct Book(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    faults: HashMap<(JobId, Call), Faults>,
    requests: Vec<Request>,
}

#[derive(Debug)]
struct Request {
    job: Option<JobId>,
    call: Call,
    at: Timestamp,
}

impl Book {
    /// Sets the faults that the requests of `job` for `call` meet.
    pub(super) fn plan(&self, job: JobId, call: Call, faults: Faults) {
        self.pages().faults.insert((job, call), faults);
    }

    /// Enters a request that arrives now, and says which fault it meets.
    pub(super) fn enter(&self, job: Option<JobId>, call: Call) -> Option<Fault> {
        let mut pages = self.pages();
        let before = pages.requests.iter().filter(|other| other.job == job && other.call == call).count();
        pages.requests.push(Request { job, call, at: Timestamp::now() });
        pages.faults.get(&(job?, call))?.at(before)
    }

    /// When the requests of `job`, or those that named none, arrived for a call that `is_asked` for.
    pub(super) fn requests(&self, job: Option<JobId>, is_asked: impl Fn(Call) -> bool) -> Vec<Timestamp> {
        let asked = |other: &&Request| other.job == job && is_asked(other.call);
        self.pages().requests.iter().filter(asked).map(|request| request.at).collect()
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        // Each use is one insertion or one reading, so a panic elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
