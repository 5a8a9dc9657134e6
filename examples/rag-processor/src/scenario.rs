//! The faults that every service is run through, and what must come of each.

use crate::jobs::Status;
use crate::server::{Fault, Faults};

/// One way for the server to fail, and what must come of it.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// Its name in the report.
    pub name: &'static str,
    /// The key that the services use.
    pub key: Key,
    /// What the requests of each job meet.
    pub faults: Faults,
    /// What must come of it, whatever the service.
    pub expected: Expected,
}

/// Which API key the services use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The one that the server accepts.
    Valid,
    /// Another one.
    Invalid,
}

/// What must come of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// How the job ends.
    pub status: Status,
    /// How many requests the server counts. Every one but the first is a retry in the job table.
    pub requests: u32,
}

/// All of them.
pub const SCENARIOS: [Scenario; 14] = [
    done("healthy", 1, Faults::First(&[])),
    Scenario { key: Key::Invalid, ..error("invalid key", 1, Faults::First(&[])) },
    error("invalid request", 1, Faults::Always(Fault::InvalidRequest)),
    done("503 once", 2, Faults::First(&[Fault::Unavailable])),
    error("503 for ever", 3, Faults::Always(Fault::Unavailable)),
    error("503, then key revoked", 2, Faults::First(&[Fault::Unavailable, Fault::InvalidKey])),
    done("429 once", 2, Faults::First(&[Fault::Throttled])),
    error("429 for ever", 3, Faults::Always(Fault::Throttled)),
    done("500 twice", 3, Faults::First(&[Fault::Internal, Fault::Internal])),
    done("malformed JSON once", 2, Faults::First(&[Fault::Malformed])),
    done("hung once", 2, Faults::First(&[Fault::Hung])),
    error("hung for ever", 3, Faults::Always(Fault::Hung)),
    done("dropped once", 2, Faults::First(&[Fault::Dropped])),
    error("dropped for ever", 3, Faults::Always(Fault::Dropped)),
];

const fn done(name: &'static str, requests: u32, faults: Faults) -> Scenario {
    Scenario {
        name,
        key: Key::Valid,
        faults,
        expected: Expected { status: Status::Done, requests },
    }
}

const fn error(name: &'static str, requests: u32, faults: Faults) -> Scenario {
    Scenario {
        name,
        key: Key::Valid,
        faults,
        expected: Expected { status: Status::Error, requests },
    }
}
