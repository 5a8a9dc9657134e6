//! What the server was told to do, and what it saw.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Call, Fault, Faults, Weather};
use crate::clock::Timestamp;
use crate::jobs::JobId;

#[derive(Debug, Default)]
pub(super) struct Book(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    faults: HashMap<(JobId, Call), Faults>,
    /// What the requests of a kind meet of which no job is known, such as those for tokens.
    faults_of_all: HashMap<Call, (Faults, usize)>,
    requests: HashMap<(Option<JobId>, Call), Vec<Timestamp>>,
    attempts: BTreeMap<(JobId, String), Attempt>,
    weather: Option<Weather>,
    tally: Tally,
}

/// How many requests of counted attempts there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All of them.
    pub requests: usize,
    /// Those that met a fault.
    pub faults: usize,
}

/// An attempt that was seen. It may be several requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// When its first request arrived.
    pub first: Timestamp,
    /// When its last request arrived.
    pub last: Timestamp,
    /// The fault that it met.
    pub fault: Option<Fault>,
    /// How many requests of each kind it was.
    pub requests: Vec<Call>,
    /// From which byte on it asked for an object.
    pub from: usize,
}

/// What becomes of a request.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fate {
    pub(super) delay: Duration,
    pub(super) fault: Option<Fault>,
}

impl Book {
    /// Sets the faults that the requests of `job` for `call` meet.
    pub(super) fn plan(&self, job: JobId, call: Call, faults: Faults) {
        self.pages().faults.insert((job, call), faults);
    }

    /// Sets the faults that the requests for `call` meet, whatever their job.
    pub(super) fn plan_all(&self, call: Call, faults: Faults) {
        self.pages().faults_of_all.insert(call, (faults, 0));
    }

    /// Sets the weather that every counted attempt meets.
    pub(super) fn set_weather(&self, weather: Option<Weather>) {
        self.pages().weather = weather;
    }

    /// Enters a request that arrives now, and says what becomes of it.
    pub(super) fn enter(&self, job: Option<JobId>, call: Call, attempt: Option<&str>) -> Fate {
        let now = Timestamp::now();
        let mut pages = self.pages();
        let requests = pages.requests.entry((job, call)).or_default();
        let before = requests.len();
        requests.push(now);
        let planned = job.and_then(|job| pages.faults.get(&(job, call))).and_then(|faults| faults.at(before));
        let of_all = pages.faults_of_all.get_mut(&call).and_then(|(faults, before)| {
            *before += 1;
            faults.at(*before - 1)
        });
        let fault = planned.or(of_all);
        let mut fate = Fate { delay: Duration::ZERO, fault };
        if let (Some(job), Some(name)) = (job, attempt) {
            // Of an attempt that uploads first, it is the question that meets the weather.
            let uploads = matches!(call, Call::BeginUpload | Call::FinishUpload);
            if let Some(weather) = pages.weather.filter(|_| !uploads && fate.fault.is_none()) {
                fate = weather.of(job, name);
            }
            let seen = pages.attempts.entry((job, name.to_owned()));
            let new = || Attempt { first: now, last: now, fault: None, requests: Vec::new(), from: 0 };
            let seen = seen.or_insert_with(new);
            (seen.last, seen.fault) = (now, seen.fault.or(fate.fault));
            seen.requests.push(call);
            pages.tally.requests += 1;
            pages.tally.faults += usize::from(fate.fault.is_some());
        }
        fate
    }

    /// When the requests of `job`, or those that named none, arrived for a call that `is_asked` for.
    pub(super) fn requests(&self, job: Option<JobId>, is_asked: impl Fn(Call) -> bool) -> Vec<Timestamp> {
        let pages = self.pages();
        let asked = pages.requests.iter().filter(|((other, call), _)| *other == job && is_asked(*call));
        let mut times: Vec<_> = asked.flat_map(|(_, times)| times.iter().copied()).collect();
        times.sort_unstable();
        times
    }

    /// The attempts that were seen, by job and name.
    pub(super) fn attempts(&self) -> BTreeMap<(JobId, String), Attempt> {
        self.pages().attempts.clone()
    }

    /// Notes from which byte on an attempt asks for an object.
    pub(super) fn note_range(&self, job: JobId, attempt: &str, from: usize) {
        if let Some(seen) = self.pages().attempts.get_mut(&(job, attempt.to_owned())) {
            seen.from = from;
        }
    }

    pub(super) fn tally(&self) -> Tally {
        self.pages().tally
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        // Each use is a few insertions or one reading, so a panic elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
