use std::time::Duration;

use crate::decision::Decision;
use crate::site::{Schedule, Site};

/// A policy that functions share, made by [`policy!`](crate::policy!): limits, waits and the classification of `E`.
///
/// It is plain data: no call changes it, and no two calls share more than its tables.
#[derive(Debug)]
pub struct Policy<E: 'static> {
    schedule: Schedule,
    kinds: &'static [Schedule],
    within: Option<Duration>,
    decide: fn(&E) -> Decision,
}

impl<E> Policy<E> {
    /// How many attempts a call may make in all, the first included.
    #[must_use]
    pub const fn max(&self) -> u32 {
        self.schedule.attempts()
    }

    /// The time a call may take before its last attempt starts.
    #[must_use]
    pub const fn within(&self) -> Option<Duration> {
        self.within
    }
}

#[doc(hidden)]
impl<E> Policy<E> {
    #[must_use]
    pub const fn __new(
        schedule: Schedule,
        kinds: &'static [Schedule],
        within: Option<Duration>,
        decide: fn(&E) -> Decision,
    ) -> Self {
        Self { schedule, kinds, within, decide }
    }

    #[must_use]
    pub const fn __site(&'static self, name: &'static str) -> Site {
        Site::new(name, self.schedule).kinds(self.kinds)
    }

    #[must_use]
    pub const fn __limits(&self) -> usize {
        if self.within.is_some() { 1 } else { 0 }
    }

    #[must_use]
    pub const fn __walks(&self) -> usize {
        if self.kinds.is_empty() && !self.schedule.remembers() {
            0
        } else {
            self.kinds.len() + 1
        }
    }

    #[must_use]
    pub const fn __allows(&self, within: Duration) -> bool {
        match self.within {
            Some(limit) => within.as_nanos() <= limit.as_nanos(),
            None => true,
        }
    }

    #[must_use]
    pub const fn __retries(&self, within: Duration) -> bool {
        self.schedule.first().as_nanos() < within.as_nanos()
    }
}

/// Decides by a shared policy.
pub fn decide<E>(error: &E, policy: &Policy<E>) -> Decision {
    (policy.decide)(error)
}
