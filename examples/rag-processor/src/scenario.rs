//! The faults that every service is run through, and what must come of each.

use std::time::Duration;

use crate::jobs::Status;
use crate::server::{Call, Fault, Faults};

/// One way for the server to fail, and what must come of it.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// Its name in the report.
    pub name: &'static str,
    /// The key that the services use.
    pub key: Key,
    /// The requests that meet the faults. Those for files are of the video service alone.
    pub call: Call,
    /// What these requests of each job meet.
    pub faults: Faults,
    /// What must come of it in a service that makes three attempts.
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
    /// How many attempts there are. Every one but the first is a retry that was decided on, and counted in the job table.
    pub attempts: u32,
    /// How many requests to a model the server counts: one for each attempt, unless it fails before.
    pub requests: u32,
    /// How long after the one before each request comes at the earliest, because the server asked for it.
    pub apart: Duration,
}

impl Expected {
    /// What must come of it in a service that makes at most `attempts`: what would take more ends with an error.
    #[must_use]
    pub fn within(self, attempts: u32) -> Self {
        if self.attempts <= attempts {
            self
        } else {
            let requests = self.requests.min(attempts);
            Self { status: Status::Error, attempts, requests, ..self }
        }
    }
}

/// What a throttled request is asked to wait: more than the first wait of the policy, less than its cap.
const ASKED: Fault = Fault::Throttled(Some("0.350s"));
const ASKED_FOR: Duration = Duration::from_millis(350);
/// What Gemini has been seen to ask for: over the cap.
const TOO_LONG: Fault = Fault::Throttled(Some("45.837906927s"));

/// All of them.
pub const SCENARIOS: [Scenario; 21] = [
    done("healthy", 1, Faults::First(&[])),
    Scenario { key: Key::Invalid, ..error("invalid key", 1, Faults::First(&[])) },
    error("invalid request", 1, Faults::Always(Fault::InvalidRequest)),
    done("503 once", 2, Faults::First(&[Fault::Unavailable])),
    error("503 for ever", 3, Faults::Always(Fault::Unavailable)),
    error("503, then key revoked", 2, Faults::First(&[Fault::Unavailable, Fault::InvalidKey])),
    done("429 once", 2, Faults::First(&[Fault::Throttled(None)])),
    apart(done("429, wait 0.35 s, once", 2, Faults::First(&[ASKED]))),
    apart(error("429, wait 0.35 s, for ever", 3, Faults::Always(ASKED))),
    error("429, wait 45.8 s", 1, Faults::Always(TOO_LONG)),
    error("429 for the day", 1, Faults::Always(Fault::DailyQuota)),
    done("500 twice", 3, Faults::First(&[Fault::Internal, Fault::Internal])),
    done("malformed JSON once", 2, Faults::First(&[Fault::Malformed])),
    done("hung once", 2, Faults::First(&[Fault::Hung])),
    error("hung for ever", 3, Faults::Always(Fault::Hung)),
    done("dropped once", 2, Faults::First(&[Fault::Dropped])),
    error("dropped for ever", 3, Faults::Always(Fault::Dropped)),
    // Each leaves a part of a file at Gemini, the first without telling its name.
    upload(
        Call::BeginUpload,
        1,
        done("upload hung at its start once", 2, Faults::First(&[Fault::Hung])),
    ),
    upload(Call::FinishUpload, 1, done("upload hung once", 2, Faults::First(&[Fault::Hung]))),
    upload(Call::FinishUpload, 1, done("upload dropped once", 2, Faults::First(&[Fault::Dropped]))),
    upload(Call::FinishUpload, 0, error("upload dropped for ever", 3, Faults::Always(Fault::Dropped))),
];

const fn done(name: &'static str, attempts: u32, faults: Faults) -> Scenario {
    scenario(name, Status::Done, attempts, faults)
}

const fn error(name: &'static str, attempts: u32, faults: Faults) -> Scenario {
    scenario(name, Status::Error, attempts, faults)
}

const fn scenario(name: &'static str, status: Status, attempts: u32, faults: Faults) -> Scenario {
    let expected = Expected { status, attempts, requests: attempts, apart: Duration::ZERO };
    Scenario { name, key: Key::Valid, call: Call::Model, faults, expected }
}

const fn upload(call: Call, requests: u32, mut scenario: Scenario) -> Scenario {
    scenario.call = call;
    scenario.expected.requests = requests;
    scenario
}

const fn apart(mut scenario: Scenario) -> Scenario {
    scenario.expected.apart = ASKED_FOR;
    scenario
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_attempts_end_earlier_and_with_an_error() {
        let expected = Expected { status: Status::Done, attempts: 3, requests: 3, apart: ASKED_FOR };
        assert_eq!(expected.within(3), expected);
        let two = Expected { status: Status::Error, attempts: 2, requests: 2, apart: ASKED_FOR };
        assert_eq!(expected.within(2), two);
    }
}
