//! The faults the server can have, and in which order a job meets them.

/// One way to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// HTTP 400 `INVALID_ARGUMENT` with the reason `API_KEY_INVALID`, whatever the key.
    InvalidKey,
    /// HTTP 400 `INVALID_ARGUMENT` without that reason.
    InvalidRequest,
    /// HTTP 429 `RESOURCE_EXHAUSTED` for a quota per minute, with the wait in the body if there is one, as in `0.350s`.
    Throttled(Option<&'static str>),
    /// HTTP 429 `RESOURCE_EXHAUSTED` for a quota per day, with a wait in the body that is much too short.
    DailyQuota,
    /// HTTP 503 `UNAVAILABLE`.
    Unavailable,
    /// HTTP 500 `INTERNAL`.
    Internal,
    /// HTTP 200 with JSON that ends in the middle.
    Malformed,
    /// The connection stays open and no answer comes.
    Hung,
    /// The connection is closed and no answer comes.
    Dropped,
    /// The connection is closed in the middle of the answer.
    Truncated,
}

impl Fault {
    /// All of them, throttling with and without a wait.
    pub const ALL: [Self; 11] = [
        Self::InvalidKey,
        Self::InvalidRequest,
        Self::Throttled(Some("45.837906927s")),
        Self::Throttled(None),
        Self::DailyQuota,
        Self::Unavailable,
        Self::Internal,
        Self::Malformed,
        Self::Hung,
        Self::Dropped,
        Self::Truncated,
    ];
}

/// What the requests of one job meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faults {
    /// The first requests meet these, one each; the next ones are served well.
    First(&'static [Fault]),
    /// Every request meets this.
    Always(Fault),
    /// As many requests are served well, and then every one meets this.
    After(usize, Fault),
}

impl Faults {
    /// The fault that the request after `before` others meets.
    pub(super) fn at(&self, before: usize) -> Option<Fault> {
        match self {
            Self::First(faults) => faults.get(before).copied(),
            Self::Always(fault) => Some(*fault),
            Self::After(well, fault) => (before >= *well).then_some(*fault),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_come_in_order_and_end() {
        let faults = Faults::First(&[Fault::Internal, Fault::Hung]);
        assert_eq!(
            [0, 1, 2].map(|before| faults.at(before)),
            [Some(Fault::Internal), Some(Fault::Hung), None]
        );
        assert_eq!(Faults::Always(Fault::Dropped).at(1000), Some(Fault::Dropped));
        let after = Faults::After(2, Fault::Hung);
        assert_eq!(
            [0, 1, 2, 1000].map(|before| after.at(before)),
            [None, None, Some(Fault::Hung), Some(Fault::Hung)]
        );
    }
}
