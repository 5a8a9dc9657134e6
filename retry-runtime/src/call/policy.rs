//! The policy that functions share, as the data that `policy!` computed.

use std::time::Duration;

use crate::call::site::Site;
use crate::classify::decision::Decision;
use crate::wait::schedule::Schedule;

/// A policy that functions share, made by [`policy!`](crate::policy!): limits, waits and the classification of `E`.
///
/// It is plain data: no call changes it, and no two calls share more than its tables.
#[derive(Debug)]
pub struct Policy<E: 'static> {
    schedule: Schedule,
    kinds: &'static [Schedule],
    within: Option<Duration>,
    decide: fn(&E) -> Decision,
    #[cfg(feature = "registry")]
    told: Told,
}

/// What a list of retried functions says of a policy.
#[cfg(feature = "registry")]
#[derive(Debug)]
struct Told {
    /// The worst case of two attempts, of three, and so on.
    worst_cases: &'static [Duration],
    text: &'static str,
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
        Self {
            schedule,
            kinds,
            within,
            decide,
            #[cfg(feature = "registry")]
            told: Told { worst_cases: &[], text: "" },
        }
    }

    /// Adds what is told of the policy; only a list of retried functions asks for it.
    #[must_use]
    #[cfg_attr(
        not(feature = "registry"),
        expect(unused_mut, unused_variables, reason = "nothing is kept for nobody")
    )]
    pub const fn __told(mut self, worst_cases: &'static [Duration], text: &'static str) -> Self {
        #[cfg(feature = "registry")]
        {
            self.told = Told { worst_cases, text };
        }
        self
    }

    /// The longest that the waits of a call with this many attempts can take together.
    #[cfg(feature = "registry")]
    #[must_use]
    pub const fn __worst_case(&self, max: u32) -> Duration {
        let (worst_cases, retries) = (self.told.worst_cases, max.saturating_sub(1) as usize);
        match if retries < worst_cases.len() { retries } else { worst_cases.len() } {
            0 => Duration::ZERO,
            retries => worst_cases[retries - 1],
        }
    }

    #[cfg(feature = "registry")]
    #[must_use]
    pub const fn __text(&self) -> &'static str {
        self.told.text
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wait::jitter::Jitter;

    const SECOND: Duration = Duration::from_secs(1);
    static KINDS: [Schedule; 1] = [Schedule::new(&[SECOND])];

    fn policy(kinds: &'static [Schedule], within: Option<Duration>) -> Policy<()> {
        Policy::__new(Schedule::new(&[SECOND, SECOND]), kinds, within, |()| Decision::transient("test"))
    }

    #[test]
    fn what_a_policy_does_not_have_is_in_no_call() {
        assert_eq!((policy(&[], None).__limits(), policy(&[], None).__walks()), (0, 0));
        assert_eq!(policy(&[], Some(SECOND)).__limits(), 1);
        assert_eq!(policy(&KINDS, None).__walks(), 2);
        let remembers = Schedule::new(&[SECOND]).jitter(Jitter::Decorrelated(SECOND));
        assert_eq!(Policy::<()>::__new(remembers, &[], None, |()| Decision::permanent("test")).__walks(), 1);
    }

    #[test]
    fn a_limit_allows_itself_and_what_is_shorter() {
        let limited = policy(&[], Some(2 * SECOND));
        assert!(limited.__allows(2 * SECOND) && limited.__allows(SECOND) && !limited.__allows(3 * SECOND));
        assert!(!limited.__retries(SECOND), "not above the first wait");
        assert!(limited.__retries(SECOND + Duration::from_nanos(1)));
    }
}
